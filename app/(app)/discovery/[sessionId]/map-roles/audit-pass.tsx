"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState, useTransition } from "react";
import { toast } from "sonner";
import { OccupationSearch } from "@/components/discovery/occupation-search";
import { useAnswered } from "@/components/forms/use-answered";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { AuditVerdict } from "@/db/enums";
import type { AuditItem, OpenAudit } from "@/lib/roles/audit";
import type { OccupationName } from "@/lib/roles/schema";
import { checkMappingAction, decideRoleAction } from "./actions";

const verdictKeys: Readonly<Record<string, AuditVerdict>> = { r: "right", w: "wrong", s: "unsure" };
const verdicts = Object.entries(verdictKeys);

/** What is right instead: the other candidates, or any occupation. It may also wait. */
function Correction({
  item,
  onCorrect,
  onSkip,
}: {
  item: AuditItem;
  onCorrect: (occupation: OccupationName | null) => void;
  onSkip: () => void;
}) {
  const t = useTranslations("roles.audit");
  const others = item.role.suggestion?.candidates.filter(({ code }) => code !== item.occupation.code) ?? [];
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium text-sm">{t("instead")}</p>
      {others.map(({ code, title }) => (
        <Button key={code} className="justify-start text-left" onClick={() => onCorrect({ code, title })}>
          {title} <span className="whitespace-nowrap text-ink-soft text-xs">{code}</span>
        </Button>
      ))}
      <Button className="justify-start" onClick={() => onCorrect(null)}>
        {t("noOccupation")}
      </Button>
      <OccupationSearch onPick={({ code, title }) => onCorrect({ code, title })} />
      <div>
        <Button variant="quiet" onClick={onSkip}>
          {t("later")}
        </Button>
      </div>
    </div>
  );
}

function Finished({ audit, onDone }: { audit: OpenAudit; onDone: () => void }) {
  const t = useTranslations("roles.audit");
  const countOf = (verdict: AuditVerdict) => audit.items.filter((item) => item.verdict === verdict).length;
  return (
    <div className="flex flex-col gap-4">
      <p role="status">
        {t("finished", {
          count: audit.items.length,
          ...{ right: countOf("right"), wrong: countOf("wrong"), unsure: countOf("unsure") },
        })}
      </p>
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          {t("done")}
        </Button>
      </div>
    </div>
  );
}

/** One suggestion after the other: right, wrong or not sure, by button or by key. */
export function AuditPass({
  sessionId,
  audit,
  areKeysOn,
  viewerName,
  onDone,
}: {
  sessionId: string;
  audit: OpenAudit;
  areKeysOn: boolean;
  viewerName: string;
  onDone: () => void;
}) {
  const t = useTranslations("roles.audit");
  const answered = useAnswered();
  const [, startTransition] = useTransition();
  const [found, setFound] = useState<ReadonlyMap<string, AuditVerdict | null>>(new Map());
  const [correcting, setCorrecting] = useState<string | null>(null);
  const question = useRef<HTMLDivElement>(null);
  const verdictOf = ({ role, verdict }: AuditItem) =>
    found.has(role.id) ? (found.get(role.id) ?? null) : verdict;
  const place = audit.items.findIndex((item) => item.role.id === correcting || verdictOf(item) === null);
  const item = audit.items[place];
  const before = audit.items
    .slice(0, place === -1 ? undefined : place)
    .findLast((one) => verdictOf(one) !== null);

  const note = (one: AuditItem, verdict: AuditVerdict | null) =>
    setFound((present) => new Map(present).set(one.role.id, verdict));
  // Noted at once, so that a quick pass need not wait; what the server refuses comes back.
  const check = (one: AuditItem, verdict: AuditVerdict | null) => {
    const seen = verdictOf(one);
    note(one, verdict);
    // A role that somebody decided already is corrected already.
    setCorrecting(verdict === "wrong" && one.role.decision === null ? one.role.id : null);
    question.current?.focus();
    startTransition(async () => {
      const input = { sessionId, auditId: audit.id, roleId: one.role.id, verdict, seen };
      const result = await answered(checkMappingAction(input));
      if (result.ok) return;
      toast.error(result.message);
      note(one, seen);
      setCorrecting(null);
    });
  };
  const correct = (one: AuditItem, occupation: OccupationName | null) =>
    startTransition(async () => {
      const onetCode = occupation?.code ?? null;
      const input = { sessionId, roleId: one.role.id, onetCode, seen: null };
      const result = await answered(decideRoleAction(input));
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      setCorrecting(null);
      toast.success(t("corrected", { title: one.role.title, by: viewerName }));
      question.current?.focus();
    });

  if (!item) {
    const items = audit.items.map((one) => ({ ...one, verdict: verdictOf(one) }));
    return <Finished audit={{ ...audit, items }} onDone={onDone} />;
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const verdict = verdictKeys[event.key];
    const isTyping = event.target instanceof Element && event.target.closest("input") !== null;
    const isOurs = areKeysOn && !isTyping && !(event.ctrlKey || event.metaKey || event.altKey);
    if (!isOurs || !verdict || event.repeat || correcting) return;
    event.preventDefault();
    check(item, verdict);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a second way to the buttons within
    <div
      ref={question}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: takes the focus when the next question comes, and is read then
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="flex flex-col gap-4 outline-none"
    >
      <ProgressBar
        label={t("progress", { place: place + 1, count: audit.items.length })}
        done={place}
        total={audit.items.length}
      />
      <div>
        <p className="font-semibold text-lg wrap-anywhere">{item.role.title}</p>
        <p className="text-ink-soft text-sm">
          {t("people", { people: item.role.headcount })}{" "}
          {item.role.departments.flatMap(({ name }) => name ?? []).join(", ")}
        </p>
        <p className="mt-3">
          {t("question")} <span className="font-medium">{item.occupation.title}</span>{" "}
          <a
            className="text-accent text-sm underline underline-offset-2"
            href={`/reference/${item.occupation.code}`}
            target="_blank"
            rel="noreferrer"
          >
            {t("reference", { code: item.occupation.code })}
          </a>
        </p>
      </div>
      {correcting ? (
        <Correction
          item={item}
          onCorrect={(occupation) => correct(item, occupation)}
          onSkip={() => setCorrecting(null)}
        />
      ) : (
        <div className="flex flex-wrap gap-2">
          {verdicts.map(([key, verdict]) => (
            <Button
              key={key}
              aria-keyshortcuts={areKeysOn ? key : undefined}
              // The second click of a double one would judge the next role unseen.
              onClick={(event) => (event.detail > 1 ? undefined : check(item, verdict))}
            >
              {t(`verdicts.${verdict}`)}
              {areKeysOn ? (
                <kbd className="rounded border border-line-strong px-1 font-mono text-xs">{key}</kbd>
              ) : null}
            </Button>
          ))}
          {before ? (
            <Button variant="quiet" onClick={() => check(before, null)}>
              {t("back")}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
