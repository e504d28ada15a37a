"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FilePicker, SendingFile } from "@/components/forms/file-picker";
import { useFileUpload } from "@/components/forms/use-file-upload";
import { useFollowJobs } from "@/components/shell/use-jobs";
import { Notice } from "@/components/ui/notice";

/** Takes the zip of a release, for installations that cannot reach O*NET. */
export function ReleaseUpload() {
  const t = useTranslations("onet-syncs.upload");
  const router = useRouter();
  const follow = useFollowJobs();
  const { send, sending, fault, cancel } = useFileUpload({
    address: ({ name }) => `/api/releases?${new URLSearchParams({ name })}`,
    sentences: { failed: t("failed"), offline: t("offline") },
    onSent: () => {
      follow();
      router.refresh();
    },
  });
  if (sending) {
    const { fileName: name, share } = sending;
    return (
      <SendingFile
        className="max-w-md"
        label={t("label")}
        share={share}
        words={{
          sending: t("sending", { name, share }),
          reading: t("reading", { name }),
          cancel: t("cancel"),
        }}
        onCancel={cancel}
      />
    );
  }
  return (
    <div className="grid justify-items-start gap-2">
      {fault ? <Notice tone="bad">{fault}</Notice> : null}
      <FilePicker accept=".zip" variant="secondary" onFile={send}>
        {t("choose")}
      </FilePicker>
      <p className="text-ink-soft text-sm">{t("hint")}</p>
    </div>
  );
}
