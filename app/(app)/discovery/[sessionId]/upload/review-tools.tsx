"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button, buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { RowAct } from "@/lib/rosters/review-schema";
import { useRowActs } from "./use-row-acts";

type CheckState = "idle" | "reading" | "failed";

/** Has the whole file read again when only that can say more; one reading at a time. */
function useCheck(uploadId: string, isWanted: boolean) {
  const router = useRouter();
  const [state, setState] = useState<CheckState>("idle");
  const isRunning = useRef(false);
  const check = useCallback(async () => {
    if (isRunning.current) return;
    isRunning.current = true;
    setState("reading");
    const answer = await fetch(`/api/uploads/${uploadId}/check`, { method: "POST" }).catch(() => null);
    isRunning.current = false;
    setState(answer?.ok ? "idle" : "failed");
    router.refresh();
  }, [uploadId, router]);
  useEffect(() => {
    if (isWanted && state === "idle") void check();
  }, [isWanted, state, check]);
  return { state, check };
}

/** What can be done about the faulty rows as a whole. */
export function ReviewTools({
  uploadId,
  isDone,
  needsCheck,
  isChecked,
  lastAct,
  mayEdit,
}: {
  uploadId: string;
  isDone: boolean;
  needsCheck: boolean;
  isChecked: boolean;
  lastAct: RowAct | null;
  mayEdit: boolean;
}) {
  const t = useTranslations("uploads.review");
  const { undo, isPending } = useRowActs(uploadId);
  const { state, check } = useCheck(uploadId, needsCheck && mayEdit);
  return (
    <>
      {state === "reading" ? <Notice>{t("checking")}</Notice> : null}
      {state === "failed" ? (
        <Notice tone="bad">
          {t("checkFailed")}{" "}
          <Button size="small" onClick={check}>
            {t("checkAgain")}
          </Button>
        </Notice>
      ) : null}
      {isDone && isChecked && state === "idle" ? <Notice tone="good">{t("allDone")}</Notice> : null}
      {mayEdit ? (
        <div className="flex flex-wrap items-center gap-2">
          {isDone ? null : (
            <a
              className={buttonClasses("secondary", "small")}
              href={`/api/uploads/${uploadId}/errors`}
              download
            >
              {t("errorFile")}
            </a>
          )}
          {lastAct ? (
            <Button size="small" disabled={isPending} onClick={() => undo(lastAct.fixId)}>
              {t("undoLast")}
            </Button>
          ) : null}
          {isDone ? null : <p className="max-w-prose text-ink-soft text-sm">{t("errorFileHint")}</p>}
        </div>
      ) : null}
    </>
  );
}
