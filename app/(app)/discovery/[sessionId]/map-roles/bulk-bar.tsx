"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { inputClasses } from "@/components/ui/field";
import { defaultMatchPolicy } from "@/lib/roles/match-policy";
import { toPercent } from "@/lib/roles/percent";
import { countAbove } from "@/lib/roles/role-summary";
import type { ConfirmableCount, RoleFilter } from "@/lib/roles/schema";
import { useConfirmations } from "./use-confirmations";

const ruleMargin = toPercent(defaultMatchPolicy.minMargin);

function toThreshold(text: string): number {
  return Math.min(100, Math.max(0, Math.round(Number(text))));
}

/** Confirms everything from a confidence on, with the counts as the threshold moves, as one step that can be undone. */
export function BulkBar({
  sessionId,
  filter,
  isNarrowed,
  confirmable,
}: {
  sessionId: string;
  filter: RoleFilter;
  isNarrowed: boolean;
  confirmable: readonly ConfirmableCount[];
}) {
  const t = useTranslations("roles.bulk");
  const id = useId();
  const [minPercent, setMinPercent] = useState(toPercent(defaultMatchPolicy.minConfidence));
  const [needsMargin, setNeedsMargin] = useState(true);
  const { confirm, isPending } = useConfirmations(sessionId);
  const { roles, people, expectedErrors } = countAbove(confirmable, { minPercent, needsMargin });
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
          {t("needsMargin", { percent: ruleMargin })}
        </label>
        <output className="text-sm tabular-nums" htmlFor={`${id}-slider`}>
          {t("counts", { roles, people, errors: Math.round(expectedErrors) })}
        </output>
        <Button
          variant="primary"
          disabled={roles === 0 || isPending}
          onClick={() =>
            confirm({
              by: "threshold",
              sessionId,
              minPercent,
              minMarginPercent: needsMargin ? ruleMargin : null,
              filter,
            })
          }
        >
          {t("confirm", { count: roles })}
        </Button>
      </div>
      {isNarrowed ? <p className="mt-2 text-ink-soft text-sm">{t("withinFilter")}</p> : null}
    </Card>
  );
}
