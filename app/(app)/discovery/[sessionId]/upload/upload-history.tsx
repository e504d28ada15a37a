"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Table, Td, Th } from "@/components/ui/table";
import type { UploadView } from "@/lib/rosters/upload-schema";
import { removeUploadAction } from "./actions";

/** Taking a roster out; for one that took the place of others it is the way back to them. */
function RemoveButton({
  upload,
  isPending,
  onConfirm,
}: {
  upload: UploadView;
  isPending: boolean;
  onConfirm: () => void;
}) {
  const t = useTranslations("uploads.history");
  const next = useTranslations("next-roster.history");
  const isUndo = upload.mode === "replace" && upload.importedAt !== null;
  const label = isUndo ? next("undo") : t("remove");
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" variant="quiet" disabled={isPending}>
          {label}
        </Button>
      }
      title={
        isUndo ? next("undoTitle", { name: upload.fileName }) : t("removeTitle", { name: upload.fileName })
      }
      description={isUndo ? next("undoBody") : t("removeBody")}
      confirmLabel={label}
      cancelLabel={t("keep")}
      onConfirm={onConfirm}
    />
  );
}

/** The rosters a session is made of, and files that expired before their import. */
export function UploadHistory({
  imported,
  expired,
  mayEdit,
}: {
  imported: readonly UploadView[];
  expired: readonly UploadView[];
  mayEdit: boolean;
}) {
  const t = useTranslations("uploads.history");
  const next = useTranslations("next-roster.history");
  const format = useFormatter();
  const dateOf = (moment: Date) => format.dateTime(moment, { dateStyle: "medium", timeStyle: "short" });
  const [isPending, startTransition] = useTransition();
  const remove = ({ id: uploadId, mode }: UploadView) =>
    startTransition(async () => {
      const result = await removeUploadAction({ uploadId });
      if (result.ok) toast.success(mode === "replace" ? next("undone") : t("removed"));
      else toast.error(result.message);
    });
  const rows = [...imported, ...expired];
  if (rows.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="mb-2 font-semibold text-lg">{t("title")}</h2>
      <p className="mb-3 max-w-prose text-ink-soft text-sm">{t("privacy")}</p>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("file")}</Th>
            <Th>{t("state")}</Th>
            <Th className="text-right">{t("rows")}</Th>
            <Th className="text-right">{t("ignored")}</Th>
            <Th className="text-right">{t("roles")}</Th>
            <Th className="text-right">{t("segments")}</Th>
            <Th className="text-right">{t("people")}</Th>
            <Th>
              <span className="sr-only">{t("actions")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((upload) => (
            <tr key={upload.id}>
              <Td className="font-medium">{upload.fileName}</Td>
              <Td>
                {upload.importedAt
                  ? t("importedAt", {
                      date: dateOf(upload.importedAt),
                      name: upload.uploadedByName,
                    })
                  : t("expired")}
                {upload.supersededBy ? (
                  <span className="block text-ink-soft">
                    {next("superseded", {
                      name: upload.supersededBy.fileName,
                      date: dateOf(upload.supersededBy.at),
                    })}
                  </span>
                ) : null}
              </Td>
              {[
                upload.rowCount,
                upload.ignoredRowCount,
                upload.roleCount,
                upload.segmentCount,
                upload.headcount,
              ].map((count, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: five fixed columns
                <Td key={index} className="text-right">
                  {count === null ? null : format.number(count)}
                </Td>
              ))}
              <Td className="text-right">
                {mayEdit && upload.supersededBy === null ? (
                  <RemoveButton upload={upload} isPending={isPending} onConfirm={() => remove(upload)} />
                ) : null}
                {mayEdit && upload.supersededBy ? (
                  <span className="text-ink-soft text-xs">
                    {next("blocked", { name: upload.supersededBy.fileName })}
                  </span>
                ) : null}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
