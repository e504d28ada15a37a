"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { RunCheck } from "@/lib/analysis/run-check";
import { checkRunAction } from "./actions";

type Answer = RunCheck | { readonly state: "failed"; readonly message: string };

/** Computes the run again from what it was made from, and says whether it comes to the same numbers. */
export function CheckRun({ runId }: { runId: string }) {
  const t = useTranslations("analysis.check");
  const [isPending, startTransition] = useTransition();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const check = () =>
    startTransition(async () => {
      const result = await checkRunAction({ runId });
      setAnswer(result.ok ? result.data : { state: "failed", message: result.message });
    });
  return (
    <div className="mt-4 flex flex-col items-start gap-3">
      <Button size="small" onClick={check} disabled={isPending} aria-busy={isPending}>
        {isPending ? t("running") : t("submit")}
      </Button>
      {answer && !isPending ? <Outcome answer={answer} /> : null}
    </div>
  );
}

function Outcome({ answer }: { answer: Answer }) {
  const t = useTranslations("analysis.check");
  if (answer.state === "failed") return <Notice tone="bad">{answer.message}</Notice>;
  if (answer.state === "same") return <Notice tone="good">{t("same", { count: answer.roleCount })}</Notice>;
  if (answer.state === "numbers_differ") {
    return <Notice tone="bad">{t("numbersDiffer", { count: answer.roleCount })}</Notice>;
  }
  if (answer.state === "other_formula") {
    return <Notice tone="warn">{t("otherFormula", { version: answer.formulaVersion })}</Notice>;
  }
  return (
    <Notice tone="warn">
      <p>{answer.changes.length > 0 ? t("changed") : t("changedUnseen")}</p>
      <ul className="list-disc pl-5">
        {answer.changes.map(({ kind, roleCount }) => (
          <li key={kind}>{t(`kinds.${kind}`, { count: roleCount })}</li>
        ))}
      </ul>
    </Notice>
  );
}
