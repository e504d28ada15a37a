"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTypedSearch } from "@/components/forms/use-typed-search";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { RelatedRole, RolePanelView } from "@/lib/roles/panel-schema";
import type { FoundRole } from "@/lib/roles/shape-schema";
import { separateRoleAction } from "./shape-actions";
import { useMerge } from "./use-merge";
import { useShapes } from "./use-shapes";

type Merging = ReturnType<typeof useMerge>;

/** Asks whose decision stays. */
function KeepChoice({ merging: { asked, merge, cancel, isPending } }: { merging: Merging }) {
  const t = useTranslations("role-shapes.merge");
  if (!asked) return null;
  return (
    <div
      role="alert"
      className="mt-2 rounded-lg border border-warn bg-warn-soft px-3 py-2 text-sm wrap-anywhere"
    >
      <p className="mb-2">{t("keep")}</p>
      <div className="flex flex-wrap gap-2">
        {[asked.into, asked.role].map(({ id, title }) => (
          <Button key={id} size="small" disabled={isPending} onClick={() => merge(asked, id)}>
            {t("keepOf", { title })}
          </Button>
        ))}
        <Button size="small" variant="quiet" onClick={cancel}>
          {t("cancel")}
        </Button>
      </div>
    </div>
  );
}

/** Finds another title of the session and merges it into this one. */
export function PanelMerge({ sessionId, panel }: { sessionId: string; panel: RolePanelView }) {
  const t = useTranslations("role-shapes.merge");
  const { role } = panel;
  const [text, setText] = useState("");
  const door = { path: "/api/roles/search", list: "roles", params: { session: sessionId } };
  const answer = useTypedSearch<FoundRole>(door, text);
  const merging = useMerge(sessionId);
  const found = answer.state === "found" ? answer.found.filter(({ id }) => id !== role.id) : [];
  return (
    <>
      <p className="mb-2 text-ink-soft text-sm">{t("body")}</p>
      <TextField
        label={t("search")}
        type="search"
        maxLength={200}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p role="status" className="text-ink-soft text-sm empty:hidden">
        {answer.state === "failed" ? t("failed") : null}
        {answer.state === "found" && found.length === 0 ? t("nothing", { text }) : null}
      </p>
      <ul className="flex flex-col divide-y divide-line">
        {found.map((other) => (
          <li key={other.id} className="flex flex-wrap items-center justify-between gap-2 py-2 text-sm">
            <span className="min-w-0 wrap-anywhere">
              {t("found", {
                title: other.title,
                people: other.headcount,
                decided: other.decision ? (other.decision.occupation ?? "none") : "open",
              })}
            </span>
            <Button
              size="small"
              disabled={merging.isPending}
              aria-label={t("mergeOf", { title: other.title })}
              onClick={() => {
                const done = t("done", { title: other.title, into: role.title });
                merging.merge({ role: other, into: role, done });
              }}
            >
              {t("merge")}
            </Button>
          </li>
        ))}
      </ul>
      <KeepChoice merging={merging} />
    </>
  );
}

/** Puts a role that was split off back into the one it came from. */
export function RejoinButton({
  sessionId,
  role,
  whole,
}: {
  sessionId: string;
  role: { readonly id: string; readonly title: string };
  whole: RelatedRole;
}) {
  const t = useTranslations("role-shapes.split");
  const merging = useMerge(sessionId);
  return (
    <>
      <Button
        size="small"
        disabled={merging.isPending}
        onClick={() =>
          merging.merge({ role, into: whole, done: t("rejoined", { title: role.title, whole: whole.title }) })
        }
      >
        {t("rejoin", { title: whole.title })}
      </Button>
      <KeepChoice merging={merging} />
    </>
  );
}

/** Titles that were merged into the role, each with the way out. */
export function MergedSpellings({
  sessionId,
  spellings,
  mayEdit,
}: {
  sessionId: string;
  spellings: readonly RelatedRole[];
  mayEdit: boolean;
}) {
  const t = useTranslations("role-shapes.merge");
  const { shape, isPending } = useShapes(sessionId);
  return (
    <>
      <h4 className="font-medium text-sm">{t("spellings")}</h4>
      <ul className="mb-2 flex flex-col divide-y divide-line">
        {spellings.map(({ id: roleId, title, headcount }) => (
          <li key={roleId} className="flex flex-wrap items-center justify-between gap-2 py-2 text-sm">
            <span className="min-w-0 wrap-anywhere">{t("spelling", { title, people: headcount })}</span>
            {mayEdit ? (
              <Button
                size="small"
                variant="quiet"
                disabled={isPending}
                aria-label={t("separateOf", { title })}
                onClick={() =>
                  shape(() => separateRoleAction({ sessionId, roleId }), t("separated", { title }))
                }
              >
                {t("separate")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Ways to the roles that a role was split into or came from. */
export function RelatedLinks({ roles, hrefs }: { roles: readonly RelatedRole[]; hrefs: readonly string[] }) {
  const t = useTranslations("role-shapes.merge");
  return (
    <ul className="flex flex-col text-sm">
      {roles.map(({ id, title, headcount }, place) => (
        <li key={id} className="wrap-anywhere">
          <Link
            href={hrefs[place] ?? ""}
            scroll={false}
            prefetch={false}
            className="text-accent underline underline-offset-2"
          >
            {t("spelling", { title, people: headcount })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
