"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Table, Td, Th } from "@/components/ui/table";
import type { UploadView } from "@/lib/rosters/upload-schema";
import { removeUploadAction } from "./actions";

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
  const format = useFormatter();
  const [isPending, startTransition] = useTransition();
  const remove = (uploadId: string) =>
    startTransition(async () => {
      const result = await removeUploadAction({ uploadId });
      if (result.ok) toast.success(t("removed"));
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
                      date: format.dateTime(upload.importedAt, { dateStyle: "medium", timeStyle: "short" }),
                      name: upload.uploadedByName,
                    })
                  : t("expired")}
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
                {mayEdit ? (
                  <ConfirmDialog
                    trigger={
                      <Button size="small" variant="quiet" disabled={isPending}>
                        {t("remove")}
                      </Button>
                    }
                    title={t("removeTitle", { name: upload.fileName })}
                    description={t("removeBody")}
                    confirmLabel={t("remove")}
                    cancelLabel={t("keep")}
                    onConfirm={() => remove(upload.id)}
                  />
                ) : null}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
