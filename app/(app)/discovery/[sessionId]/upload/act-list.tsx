"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { RowAct } from "@/lib/rosters/review-schema";
import { useRowActs } from "./use-row-acts";

function useActText() {
  const t = useTranslations("uploads.review");
  return ({ rule, ruleCount }: RowAct): string => {
    if (ruleCount > 1) return t("actFile", { count: ruleCount });
    const fault = t(`codes.${rule.faultCode}`);
    const value = rule.value ?? "";
    if (rule.action === "skip") {
      return rule.line === null ? t("actSkipAll", { fault, value }) : t("actSkipLine", { line: rule.line });
    }
    const isStripped = rule.faultCode === "control_character";
    const text = rule.replacement ?? t(isStripped ? "strip" : "fit");
    return rule.line === null ? t("actAll", { fault, value, text }) : t("actLine", { line: rule.line, text });
  };
}

/** What was decided about the rows, the latest first; each can be taken back by itself. */
export function ActList({
  uploadId,
  acts,
  mayEdit,
}: {
  uploadId: string;
  acts: readonly RowAct[];
  mayEdit: boolean;
}) {
  const t = useTranslations("uploads.review");
  const format = useFormatter();
  const textOf = useActText();
  const { undo, isPending } = useRowActs(uploadId);
  if (acts.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer font-medium">{t("acts", { count: acts.length })}</summary>
      <ol className="mt-2 flex flex-col gap-1">
        {acts.map((act) => (
          <li key={act.fixId} className="flex flex-wrap items-center gap-3">
            <span className="wrap-anywhere">{textOf(act)}</span>
            <span className="text-ink-soft">
              {t("actBy", {
                name: act.madeByName,
                when: format.dateTime(act.madeAt, { dateStyle: "medium", timeStyle: "short" }),
              })}
            </span>
            {mayEdit ? (
              <Button
                size="small"
                variant="quiet"
                disabled={isPending}
                aria-label={t("undoAct", { act: textOf(act) })}
                onClick={() => undo(act.fixId)}
              >
                {t("undo")}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
    </details>
  );
}
