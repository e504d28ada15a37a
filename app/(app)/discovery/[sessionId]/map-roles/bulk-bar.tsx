"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { inputClasses } from "@/components/ui/field";
import type { OpenAudit } from "@/lib/roles/audit";
import type { Estimate, WrongMappings } from "@/lib/roles/audit-estimate";
import type { PolicyPercent } from "@/lib/roles/match-policy";
import { countAbove, wrongAbove } from "@/lib/roles/role-summary";
import type { RoleFilter, RoleSummary } from "@/lib/roles/schema";
import { AuditDialog } from "./audit-dialog";
import { JustOutsideList } from "./just-outside-list";
import { useConfirmations } from "./use-confirmations";

function toThreshold(text: string): number {
  return Math.min(100, Math.max(0, Math.round(Number(text))));
}

/** Whole roles and people, the interval rounded outwards. */
function whole({ expected, low, high }: Estimate) {
  return { expected: Math.round(expected), low: Math.floor(low), high: Math.ceil(high) };
}

function ExpectedWrong({ wrong: { roles, people, checkedCount } }: { wrong: WrongMappings }) {
  const t = useTranslations("roles.bulk");
  const [inRoles, inPeople] = [whole(roles), whole(people)];
  return (
    <>
      <span className="block">
        {t("expectedWrong", {
          ...{ roles: inRoles.expected, rolesLow: inRoles.low, rolesHigh: inRoles.high },
          ...{ people: inPeople.expected, peopleLow: inPeople.low, peopleHigh: inPeople.high },
        })}
      </span>
      <span className="block text-ink-soft">{t("basis", { count: checkedCount })}</span>
    </>
  );
}

/**
 * Confirms everything from a confidence on as one step that can be undone, with the counts and the mappings expected to
 * be wrong as the threshold moves.
 */
export function BulkBar({
  sessionId,
  filter,
  isNarrowed,
  summary,
  policy,
  audit,
  areKeysOn,
  viewerName,
  onChanged,
}: {
  sessionId: string;
  filter: RoleFilter;
  isNarrowed: boolean;
  summary: RoleSummary;
  policy: PolicyPercent;
  audit: OpenAudit | undefined;
  areKeysOn: boolean;
  viewerName: string;
  onChanged: () => void;
}) {
  const t = useTranslations("roles.bulk");
  const id = useId();
  const [minPercent, setMinPercent] = useState(policy.minPercent);
  const [needsMargin, setNeedsMargin] = useState(true);
  const { confirm, isPending } = useConfirmations(sessionId, onChanged);
  const threshold = { minPercent, needsMargin };
  const { roles, people } = countAbove(summary.confirmable, threshold);
  const asked = {
    ...{ sessionId, filter, minPercent },
    minMarginPercent: needsMargin ? policy.minMarginPercent : null,
  };
  return (
    <Card className="mb-4" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="mb-2 font-semibold">
        {t("title")}
      </h2>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="flex items-center gap-3">
          <label htmlFor={`${id}-slider`} className="text-sm">
            {t("threshold")}
          </label>
          <input
            id={`${id}-slider`}
            type="range"
            min={0}
            max={100}
            value={minPercent}
            onChange={(event) => setMinPercent(toThreshold(event.currentTarget.value))}
            className="w-48 accent-(--accent)"
          />
          <input
            type="number"
            min={0}
            max={100}
            value={minPercent}
            aria-label={t("thresholdNumber")}
            onChange={(event) => setMinPercent(toThreshold(event.currentTarget.value))}
            className={`${inputClasses} max-w-20`}
          />
        </div>
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={needsMargin}
            onChange={(event) => setNeedsMargin(event.currentTarget.checked)}
            className="size-5 accent-(--accent)"
          />
          {t("needsMargin", { percent: policy.minMarginPercent })}
        </label>
        <div className="ml-auto flex flex-wrap gap-2">
          <AuditDialog
            sessionId={sessionId}
            audit={audit}
            asked={asked}
            hasRoles={roles > 0}
            areKeysOn={areKeysOn}
            viewerName={viewerName}
            onChanged={onChanged}
          />
          <Button
            variant="primary"
            disabled={roles === 0 || isPending}
            onClick={() => confirm({ by: "threshold", ...asked })}
          >
            {t("confirm", { count: roles })}
          </Button>
        </div>
      </div>
      <output className="mt-3 block text-sm tabular-nums" htmlFor={`${id}-slider`}>
        <span className="block font-medium">{t("counts", { roles, people })}</span>
        {roles > 0 ? <ExpectedWrong wrong={wrongAbove(summary, threshold)} /> : null}
      </output>
      {isNarrowed ? <p className="mt-2 text-ink-soft text-sm">{t("withinFilter")}</p> : null}
      <JustOutsideList asked={asked} stamp={`${roles} ${people}`} />
    </Card>
  );
}
