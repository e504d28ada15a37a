"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import type { SpelledRole, SpellingProposal } from "@/lib/roles/panel-schema";
import { mergeRolesAction } from "./shape-actions";
import { useShapes } from "./use-shapes";

/** Whether roles are decided for different occupations. */
function doDisagree(roles: readonly SpelledRole[]): boolean {
  return new Set(roles.flatMap(({ decision }) => (decision ? [decision.occupation] : []))).size > 1;
}

function Group({
  proposal: { into, others },
  left,
  onLeave,
  keepId,
  onKeep,
}: {
  proposal: SpellingProposal;
  left: ReadonlySet<string>;
  onLeave: (roleId: string, isLeft: boolean) => void;
  keepId: string;
  onKeep: (roleId: string) => void;
}) {
  const t = useTranslations("role-shapes.spellings");
  const occupationOf = ({ decision }: SpelledRole) =>
    decision ? (decision.occupation ?? t("noOccupation")) : t("undecided");
  const merged = [into, ...others.filter(({ id }) => !left.has(id))];
  return (
    <fieldset className="border-line border-b py-3">
      <legend className="float-left mb-1 w-full font-medium text-sm wrap-anywhere">
        {t("into", { title: into.title, people: into.headcount })}{" "}
        <span className="font-normal text-ink-soft">{occupationOf(into)}</span>
      </legend>
      {others.map((other) => (
        // Below the legend, which floats so that it may wrap: beside it there is no room for a word.
        <label key={other.id} className="clear-both flex items-center gap-2 py-1 text-sm wrap-anywhere">
          <input
            type="checkbox"
            className="size-5 shrink-0 accent-(--accent)"
            checked={!left.has(other.id)}
            onChange={(event) => onLeave(other.id, !event.currentTarget.checked)}
          />
          <span>
            {other.title} ({other.headcount}) <span className="text-ink-soft">{occupationOf(other)}</span>
          </span>
        </label>
      ))}
      {doDisagree(merged) ? (
        <SelectField
          label={t("keep", { title: into.title })}
          value={keepId}
          onChange={(event) => onKeep(event.currentTarget.value)}
          className="mt-1 max-w-lg"
        >
          <option value="">{t("keepNone")}</option>
          {merged
            .filter(({ decision }) => decision !== null)
            .map((role) => (
              <option key={role.id} value={role.id}>
                {t("option", { title: role.title, occupation: occupationOf(role) })}
              </option>
            ))}
        </SelectField>
      ) : null}
    </fieldset>
  );
}

/** Proposed spellings with a box each; what is left checked is merged as one batch. */
export function SpellingForm({
  sessionId,
  proposals,
}: {
  sessionId: string;
  proposals: readonly SpellingProposal[];
}) {
  const t = useTranslations("role-shapes.spellings");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [kept, setKept] = useState<ReadonlyMap<string, string>>(new Map());
  const { shape, isPending } = useShapes(sessionId);
  const merges = proposals.flatMap(({ into, others }) => {
    const chosen = others.filter(({ id }) => !left.has(id));
    if (chosen.length === 0) return [];
    const group = [into, ...chosen];
    const keepId = doDisagree(group) ? (group.find(({ id }) => id === kept.get(into.id))?.id ?? "") : null;
    return [{ intoId: into.id, roleIds: chosen.map(({ id }) => id), keepId }];
  });
  const count = merges.reduce((sum, { roleIds }) => sum + roleIds.length, 0);
  const isUnanswered = merges.some(({ keepId }) => keepId === "");
  const allIds = proposals.flatMap(({ others }) => others.map(({ id }) => id));
  const submit = () => {
    shape(() => mergeRolesAction({ sessionId, merges }), t("done", { count }), {
      after: () => setKept(new Map()),
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="sticky top-0 z-10 flex flex-wrap gap-2 bg-surface py-2">
        <Button type="submit" variant="primary" disabled={isPending || count === 0 || isUnanswered}>
          {t("submit", { count })}
        </Button>
        <Button variant="quiet" onClick={() => setLeft(new Set())}>
          {t("all")}
        </Button>
        <Button variant="quiet" onClick={() => setLeft(new Set(allIds))}>
          {t("nothingChecked")}
        </Button>
      </div>
      {proposals.map((proposal) => (
        <Group
          key={proposal.into.id}
          proposal={proposal}
          left={left}
          onLeave={(roleId, isLeft) =>
            setLeft((present) => {
              const ids = new Set(present);
              if (isLeft) ids.add(roleId);
              else ids.delete(roleId);
              return ids;
            })
          }
          keepId={kept.get(proposal.into.id) ?? ""}
          onKeep={(roleId) => setKept((present) => new Map(present).set(proposal.into.id, roleId))}
        />
      ))}
    </form>
  );
}
