"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FileDropArea, FilePicker, SendingFile } from "@/components/forms/file-picker";
import { useFileUpload } from "@/components/forms/use-file-upload";
import { Notice } from "@/components/ui/notice";

/** Drop a roster, or pick it; the picker is the keyboard's way. */
export function FileDrop({ sessionId, isFirst }: { sessionId: string; isFirst: boolean }) {
  const t = useTranslations("uploads.drop");
  const router = useRouter();
  const { send, sending, fault, cancel } = useFileUpload({
    address: ({ name }) => `/api/uploads?${new URLSearchParams({ session: sessionId, name })}`,
    sentences: { failed: t("failed"), offline: t("offline") },
    onSent: () => router.refresh(),
  });

  return (
    <FileDropArea label={t("label")} onFile={send} className={isFirst ? "py-14" : "py-6"}>
      {fault ? <Notice tone="bad">{fault}</Notice> : null}
      {sending ? (
        <SendingFile
          className="w-full max-w-md"
          label={t("label")}
          share={sending.share}
          words={{
            sending: t("sending", { name: sending.fileName, share: sending.share }),
            reading: t("reading", { name: sending.fileName }),
            cancel: t("cancel"),
          }}
          onCancel={cancel}
        />
      ) : (
        <>
          <FileUp aria-hidden="true" className="size-8 text-accent" />
          <p className="font-medium">{isFirst ? t("first") : t("another")}</p>
          <p className="max-w-prose text-ink-soft text-sm">{t("privacy")}</p>
          <FilePicker accept=".csv,.tsv,.txt,.xlsx" variant={isFirst ? "primary" : "secondary"} onFile={send}>
            {t("choose")}
          </FilePicker>
          <p className="text-ink-soft text-sm">
            {t("limits")}{" "}
            <a className="text-accent underline" href="/demo-roster.csv" download>
              {t("sample")}
            </a>
          </p>
        </>
      )}
    </FileDropArea>
  );
}
