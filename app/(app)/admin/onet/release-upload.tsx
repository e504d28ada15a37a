"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useFileUpload } from "@/components/forms/use-file-upload";
import { useFollowJobs } from "@/components/shell/use-jobs";
import { Button, buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";

/** Takes the zip of a release, for installations that cannot reach O*NET. */
export function ReleaseUpload() {
  const t = useTranslations("onet-syncs.upload");
  const router = useRouter();
  const follow = useFollowJobs();
  const inputId = useId();
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
      <div className="max-w-md">
        <p className="mb-2 text-sm" role="status">
          {share < 1 ? t("sending", { name, share }) : t("reading", { name })}
        </p>
        <ProgressBar label={t("label")} done={Math.round(share * 100)} total={share < 1 ? 100 : null} />
        <Button className="mt-3" size="small" onClick={cancel}>
          {t("cancel")}
        </Button>
      </div>
    );
  }
  return (
    <div className="grid justify-items-start gap-2">
      {fault ? <Notice tone="bad">{fault}</Notice> : null}
      <input
        id={inputId}
        type="file"
        accept=".zip"
        className="peer sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) send(file);
          // The same file may be picked again after it was mended.
          event.target.value = "";
        }}
      />
      <label
        htmlFor={inputId}
        className={buttonClasses(
          "secondary",
          "medium",
          "peer-focus-visible:outline-2 peer-focus-visible:outline-accent peer-focus-visible:outline-offset-2",
        )}
      >
        {t("choose")}
      </label>
      <p className="text-ink-soft text-sm">{t("hint")}</p>
    </div>
  );
}
