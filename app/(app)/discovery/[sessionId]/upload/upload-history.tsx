"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef, useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Table, Td, Th } from "@/components/ui/table";
import type { UploadView } from "@/lib/rosters/upload-schema";
import { removeUploadAction } from "./actions";

/** Says when an import that was under way on this page is over, and takes it back while the notice stands. */
function useImportedToast(
  imported: readonly UploadView[],
  importing: readonly string[],
  undo: (upload: UploadView) => void,
) {
  const t = useTranslations("uploads.waiting");
  const seen = useRef(new Set<string>());
  useEffect(() => {
    for (const id of importing) seen.current.add(id);
    for (const upload of imported) {
      if (!seen.current.delete(upload.id)) continue;
      toast.success(t("imported", { name: upload.fileName }), {
        action: { label: t("undo"), onClick: () => undo(upload) },
      });
    }
  }, [imported, importing, undo, t]);
}

/**
 * Takes an import back as a whole, or a file that expired out of the list; for a roster that took the place of others
 * it is the way back to them.
 */
function RemoveUpload({
  upload,
  disabled,
  onRemove,
}: {
  upload: UploadView;
  disabled: boolean;
  onRemove: () => void;
}) {
  const t = useTranslations("uploads.history");
  const next = useTranslations("next-roster.history");
  const { fileName: name, headcount, roleCount } = upload;
  const words = upload.importedAt
    ? {
        act: t("undo"),
        title: t("undoTitle", { name }),
        body:
          upload.mode === "replace"
            ? next("undoBody")
            : t("undoBody", { people: headcount ?? 0, roles: roleCount ?? 0 }),
      }
    : { act: t("remove"), title: t("removeTitle", { name }), body: t("removeBody") };
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" variant="quiet" disabled={disabled}>
          {words.act}
        </Button>
      }
      title={words.title}
      description={words.body}
      confirmLabel={words.act}
      cancelLabel={t("keep")}
      onConfirm={onRemove}
    />
  );
}

/** The rosters a session is made of, and files that expired before their import. */
export function UploadHistory({
  imported,
  expired,
  importing,
  mayEdit,
}: {
  imported: readonly UploadView[];
  expired: readonly UploadView[];
  /** Ids of uploads whose import is under way. */
  importing: readonly string[];
  mayEdit: boolean;
}) {
  const t = useTranslations("uploads.history");
  const next = useTranslations("next-roster.history");
  const format = useFormatter();
  const dateOf = (moment: Date) => format.dateTime(moment, { dateStyle: "medium", timeStyle: "short" });
  const answered = useAnswered();
  const [isPending, startTransition] = useTransition();
  const remove = ({ id: uploadId, mode, importedAt }: UploadView) =>
    startTransition(async () => {
      const seen = importedAt ? "imported" : "waiting";
      const result = await answered(removeUploadAction({ uploadId, seen }));
      if (result.ok) toast.success(mode === "replace" ? next("undone") : t("removed"));
      else toast.error(result.message);
    });
  useImportedToast(imported, importing, remove);
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
            <Th className="text-right">{t("mended")}</Th>
            <Th className="text-right">{t("skipped")}</Th>
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
                upload.mendedRowCount,
                upload.skippedRowCount,
                upload.roleCount,
                upload.segmentCount,
                upload.headcount,
              ].map((count, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: seven fixed columns
                <Td key={index} className="text-right">
                  {count === null ? null : format.number(count)}
                </Td>
              ))}
              <Td className="text-right">
                {mayEdit && upload.supersededBy === null ? (
                  <RemoveUpload upload={upload} disabled={isPending} onRemove={() => remove(upload)} />
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
