"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import type { ActionResult } from "@/lib/http/outcome";
import type { UploadView } from "@/lib/rosters/upload-schema";
import { removeUploadAction, requestImportAction } from "./actions";
import { ColumnChoices } from "./column-choices";
import { hasOnlyRowFaults, RosterFaults } from "./roster-faults";
import { RosterPreview } from "./roster-preview";
import { useUploadMode } from "./upload-mode";

/** A file that was read and waits for a look and a click. */
export function WaitingUpload({
  upload,
  mayEdit,
  isImporting,
  next,
  isChecked,
  children,
}: {
  upload: UploadView;
  mayEdit: boolean;
  isImporting: boolean;
  /** What it is, and what it would change, where the session has people already. */
  next: ReactNode;
  /** The file was read with all that was decided about its rows. */
  isChecked: boolean;
  /** The review of its faulty rows. */
  children: ReactNode;
}) {
  const t = useTranslations("uploads.waiting");
  const format = useFormatter();
  const [isPending, startTransition] = useTransition();
  const mode = useUploadMode();
  const router = useRouter();
  const answered = useAnswered();
  const { inspection } = upload;
  if (!inspection) return null;

  const act = (change: () => Promise<ActionResult<unknown>>) =>
    startTransition(async () => {
      const result = await answered(change());
      if (result.ok) return;
      toast.error(result.message);
      // Somebody else discarded or imported it, or it expired.
      if (result.code === "conflict") router.refresh();
    });

  return (
    <Card className="mb-6" aria-label={t("label", { name: upload.fileName })}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="font-semibold text-lg">{upload.fileName}</h2>
          <p className="text-sm">
            {t("summary", { rows: inspection.rows, roles: inspection.roles, people: inspection.people })}
          </p>
          <p className="text-ink-soft text-sm">
            {t("deletedOn", { date: format.dateTime(upload.quarantineUntil, { dateStyle: "medium" }) })}
          </p>
        </div>
        {mayEdit ? (
          <div className="flex gap-2">
            <ConfirmDialog
              trigger={<Button disabled={isPending || isImporting}>{t("discard")}</Button>}
              title={t("discardTitle")}
              description={t("discardBody")}
              confirmLabel={t("discard")}
              cancelLabel={t("keep")}
              onConfirm={() => act(() => removeUploadAction({ uploadId: upload.id, seen: "waiting" }))}
            />
            <Button
              variant="primary"
              disabled={!(inspection.ok && isChecked) || mode === null || isPending || isImporting}
              aria-busy={isPending || isImporting}
              onClick={() => act(() => requestImportAction({ uploadId: upload.id, mode: mode ?? undefined }))}
            >
              {isImporting ? t("importing") : t("import", { people: inspection.people })}
            </Button>
          </div>
        ) : null}
      </div>
      {next}
      <RosterFaults inspection={inspection} />
      {children}
      {inspection.warnings.length > 0 ? (
        <details className="mt-4 text-sm">
          <summary className="cursor-pointer font-medium">
            {t("warnings", { count: inspection.warnings.length })}
          </summary>
          <ul className="mt-2 list-disc pl-5">
            {inspection.warnings.map((warning) => (
              <li key={`${warning.code} ${warning.line} ${warning.column}`}>
                {warning.message} <span className="text-ink-soft">{warning.hint}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <ColumnChoices
        key={`${inspection.sheet} ${JSON.stringify(upload.mapping)}`}
        uploadId={upload.id}
        inspection={inspection}
        mapping={upload.mapping}
        mayEdit={mayEdit && !isImporting}
      />
      <RosterPreview inspection={inspection} />
      {inspection.ok || hasOnlyRowFaults(inspection) ? null : (
        <div className="mt-4">
          <Notice tone="warn">{t("nothingImported")}</Notice>
        </div>
      )}
    </Card>
  );
}
