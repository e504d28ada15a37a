"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { FileDropArea, FilePicker, SendingFile } from "@/components/forms/file-picker";
import { useFileUpload } from "@/components/forms/use-file-upload";
import { Notice } from "@/components/ui/notice";
import type { ReceivedUpload } from "@/lib/rosters/upload-schema";

/** Rows copied in a spreadsheet, or a file copied in a folder; null for any other paste. */
function pastedFile(data: DataTransfer, name: string): File | null {
  const [file] = data.files;
  if (file && /\.(?:csv|tsv|txt|xlsx)$/i.test(file.name)) return file;
  const text = data.getData("text/plain");
  if (!/[^\t\r\n][\s\S]*\n[\s\S]*[^\s]/.test(text)) return null;
  return new File([text], name, { type: "text/tab-separated-values" });
}

/** Takes what is pasted anywhere on the page but in a field to write in. */
function usePaste(onFile: (file: File) => void, name: string) {
  const take = useRef(onFile);
  useEffect(() => {
    take.current = onFile;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const isWriting =
        event.target instanceof Element && event.target.closest("input, textarea, select, [role=dialog]");
      const file = !isWriting && event.clipboardData ? pastedFile(event.clipboardData, name) : null;
      if (!file) return;
      event.preventDefault();
      take.current(file);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [name]);
}

/** Drop a roster, or pick it; the picker is the keyboard's way. */
export function FileDrop({ sessionId, uploadIds }: { sessionId: string; uploadIds: readonly string[] }) {
  const isFirst = uploadIds.length === 0;
  const t = useTranslations("uploads.drop");
  const router = useRouter();
  const { send, sending, fault, cancel } = useFileUpload({
    address: ({ name }) => `/api/uploads?${new URLSearchParams({ session: sessionId, name })}`,
    sentences: { failed: t("failed"), offline: t("offline") },
    onSent: (answer) => {
      // What `POST /api/uploads` answers with.
      const { uploadId, mendedRows } = JSON.parse(answer) as ReceivedUpload;
      if (mendedRows !== null) toast.success(t("closed", { count: mendedRows }));
      else if (uploadIds.includes(uploadId)) toast.info(t("same"));
      router.refresh();
    },
  });
  const take = (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    if (sending) {
      toast.info(t("busy", { name: sending.fileName }));
      return;
    }
    if (files.length > 1) toast.info(t("onlyFirst", { name: file.name }));
    send(file);
  };
  usePaste((file) => take([file]), t("pastedName"));

  return (
    <FileDropArea label={t("label")} onFiles={take} className={isFirst ? "py-14" : "py-6"}>
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
          <p className="text-ink-soft text-sm">{t("paste")}</p>
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
