"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useMemo, useState, useTransition } from "react";
import { toast } from "sonner";
import { useJobs } from "@/components/shell/use-jobs";
import { Button } from "@/components/ui/button";
import type { ExportView, RequestExportInput } from "@/lib/exports/schema";
import type { ActionResult } from "@/lib/http/outcome";
import { isOpen } from "@/lib/jobs/schema";
import { RecentExports } from "./recent-exports";

/**
 * The line above a list: what it holds, the button that exports it, and the files that this person has exported
 * lately. Writing a file is background work: one may leave and come back.
 */
export function ExportBar({
  label,
  asked,
  requestExport,
  exports,
  children,
}: {
  label: string;
  asked: RequestExportInput;
  requestExport: (asked: RequestExportInput) => Promise<ActionResult<unknown>>;
  exports: readonly ExportView[];
  children: ReactNode;
}) {
  const t = useTranslations("exports");
  const router = useRouter();
  const listId = useId();
  const listed = useMemo(() => exports.map(({ job }) => job), [exports]);
  const [isShown, setShown] = useState(listed.some(isOpen));
  const [isPending, startTransition] = useTransition();
  const ids = new Set(listed.map(({ id }) => id));
  const jobs = useJobs(
    ({ id }) => ids.has(id),
    listed,
    () => router.refresh(),
  );
  const request = () =>
    startTransition(async () => {
      const result = await requestExport(asked);
      if (result.ok) setShown(true);
      else toast.error(result.message);
    });
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        {children}
        <div className="flex flex-wrap gap-2">
          {exports.length > 0 ? (
            <Button
              variant="quiet"
              size="small"
              aria-expanded={isShown}
              aria-controls={isShown ? listId : undefined}
              onClick={() => setShown(!isShown)}
            >
              {t("recent", { count: exports.length })}
            </Button>
          ) : null}
          <Button size="small" disabled={isPending} aria-busy={isPending} onClick={request}>
            {label}
          </Button>
        </div>
      </div>
      {isShown && exports.length > 0 ? <RecentExports id={listId} exports={exports} jobs={jobs} /> : null}
    </>
  );
}
