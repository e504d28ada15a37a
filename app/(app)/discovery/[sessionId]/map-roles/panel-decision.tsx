"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { RolePanelView, UndescribedOccupation } from "@/lib/roles/panel-schema";
import { toPercent } from "@/lib/roles/percent";
import type { OccupationName, RoleDecision, RoleRow } from "@/lib/roles/schema";
import { LitTitle } from "./role-row";
import { usePanelDecision } from "./use-panel-decision";

type Take = (occupation: OccupationName | null) => void;

interface Choices {
  readonly decision: RoleDecision | null;
  readonly take: Take | undefined;
  readonly isPending: boolean;
}

/** Takes the occupation with one click, unless it is the one that stands. */
function TakeButton({ occupation, choices }: { occupation: OccupationName | null; choices: Choices }) {
  const t = useTranslations("role-shapes.decision");
  const { decision, take, isPending } = choices;
  if (decision && (decision.occupation?.code ?? null) === (occupation?.code ?? null)) {
    return <Badge tone="good">{t("taken")}</Badge>;
  }
  if (!take) return null;
  return (
    <Button
      size="small"
      disabled={isPending}
      aria-label={t("takeOf", { title: occupation?.title ?? t("none") })}
      onClick={() => take(occupation)}
    >
      {t("take")}
    </Button>
  );
}

function Decided({
  decision,
  reopen,
  isPending,
}: {
  decision: RoleDecision;
  reopen?: () => void;
  isPending: boolean;
}) {
  const t = useTranslations("role-shapes.decision");
  const format = useFormatter();
  const { occupation, missingIn, origin, decidedByName: name, decidedAt, reason } = decision;
  const date = format.dateTime(decidedAt, { dateStyle: "medium" });
  return (
    <div className="flex flex-wrap items-start justify-between gap-2 rounded-lg bg-good-soft px-3 py-2">
      <div className="min-w-0 wrap-anywhere">
        <p className="font-medium">
          {occupation?.title ?? t("none")} <span className="text-ink-soft text-xs">{occupation?.code}</span>
        </p>
        {missingIn ? <Badge tone="warn">{t("missingIn", { release: missingIn })}</Badge> : null}
        <p className="text-sm">{t("by", { origin, name, date })}</p>
        {reason ? <p className="text-sm">{t("reason", { reason })}</p> : null}
      </div>
      {reopen ? (
        <Button size="small" variant="quiet" disabled={isPending} onClick={reopen}>
          {t("reopen")}
        </Button>
      ) : null}
    </div>
  );
}

function Candidates({ role, title, choices }: { role: RoleRow; title: string; choices: Choices }) {
  const t = useTranslations("role-shapes.decision");
  if (!role.suggestion) return <p className="text-ink-soft text-sm">{t("noSuggestion")}</p>;
  const { candidates, aliasId } = role.suggestion;
  if (candidates.length === 0) return <p className="text-ink-soft text-sm">{t("noCandidates")}</p>;
  return (
    <>
      <h4 className="font-medium text-sm">{t("candidates")}</h4>
      <ol className="flex flex-col divide-y divide-line">
        {candidates.map((candidate, place) => (
          <li key={candidate.code} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <div className="min-w-0 wrap-anywhere">
              <p className="font-medium">{candidate.title}</p>
              <p className="text-ink-soft text-sm">
                {t("score", { code: candidate.code, percent: toPercent(candidate.score) })}
              </p>
              {aliasId !== null && place === 0 ? (
                <Badge tone="accent">{t("byAlias")}</Badge>
              ) : (
                <p className="text-sm">
                  <LitTitle title={title} words={candidate.words} />
                </p>
              )}
            </div>
            <TakeButton occupation={candidate} choices={choices} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Undescribed({ occupation, choices }: { occupation: UndescribedOccupation; choices: Choices }) {
  const t = useTranslations("role-shapes.undescribed");
  const { title, code, siblings } = occupation;
  return (
    <>
      <p className="text-sm">{t("body", { title, code })}</p>
      {siblings.length === 0 ? <p className="text-ink-soft text-sm">{t("nothing")}</p> : null}
      <ul className="mb-2 flex flex-col divide-y divide-line">
        {siblings.map((sibling) => (
          <li key={sibling.code} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <p className="min-w-0 wrap-anywhere">
              <span className="font-medium">{sibling.title}</span>{" "}
              <span className="text-ink-soft text-sm">
                {sibling.code}, {t("why", { why: sibling.why })}
              </span>
            </p>
            <TakeButton occupation={sibling} choices={choices} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Elsewhere({ panel, choices }: { panel: RolePanelView; choices: Choices }) {
  const t = useTranslations("role-shapes.elsewhere");
  const tDecision = useTranslations("role-shapes.decision");
  const format = useFormatter();
  return (
    <section>
      <h3 className="mb-1 font-semibold">{t("heading")}</h3>
      <ul className="flex flex-col divide-y divide-line">
        {panel.elsewhere.map(({ occupation, isMissing, sessionCount, headcount, latest }) => (
          <li key={occupation?.code ?? ""} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <div className="min-w-0 wrap-anywhere">
              <p className="font-medium">
                {occupation?.title ?? tDecision("none")}{" "}
                <span className="text-ink-soft text-xs">{occupation?.code}</span>
              </p>
              <p className="text-ink-soft text-sm">
                {t("item", {
                  sessions: sessionCount,
                  people: headcount,
                  name: latest.decidedByName,
                  session: latest.sessionName,
                  date: format.dateTime(latest.decidedAt, { dateStyle: "medium" }),
                })}
              </p>
              {isMissing ? <Badge tone="warn">{t("missing", { release: panel.release })}</Badge> : null}
            </div>
            {isMissing ? null : <TakeButton occupation={occupation} choices={choices} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the role is decided for, what is suggested and why, and what else is at hand; each taken with one click. */
export function PanelDecision({
  sessionId,
  panel,
  mayEdit,
}: {
  sessionId: string;
  panel: RolePanelView;
  mayEdit: boolean;
}) {
  const t = useTranslations("role-shapes.decision");
  const tUndescribed = useTranslations("role-shapes.undescribed");
  const { role, bareTitle, undescribed, elsewhere } = panel;
  const { take, reopen, isPending } = usePanelDecision(sessionId, role);
  const choices: Choices = { decision: role.decision, take: mayEdit ? take : undefined, isPending };
  return (
    <>
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold">{t("heading")}</h3>
        {role.decision ? (
          <Decided decision={role.decision} reopen={mayEdit ? reopen : undefined} isPending={isPending} />
        ) : (
          <p className="text-ink-soft text-sm">{t("open")}</p>
        )}
        <Candidates role={role} title={bareTitle} choices={choices} />
      </section>
      {undescribed.length > 0 ? (
        <section>
          <h3 className="mb-1 font-semibold">{tUndescribed("heading")}</h3>
          {undescribed.map((occupation) => (
            <Undescribed key={occupation.code} occupation={occupation} choices={choices} />
          ))}
        </section>
      ) : null}
      {elsewhere.length > 0 ? <Elsewhere panel={panel} choices={choices} /> : null}
    </>
  );
}
