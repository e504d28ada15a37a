"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useState } from "react";
import { useFileUpload } from "@/components/forms/use-file-upload";
import { Button, buttonClasses } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";

/** Drop a roster, or pick it; the picker is the keyboard's way. */
export function FileDrop({ sessionId, isFirst }: { sessionId: string; isFirst: boolean }) {
  const t = useTranslations("uploads.drop");
  const inputId = useId();
  const [isOver, setOver] = useState(false);
  const router = useRouter();
  const { send, sending, fault, cancel } = useFileUpload({
    address: ({ name }) => `/api/uploads?${new URLSearchParams({ session: sessionId, name })}`,
    sentences: { failed: t("failed"), offline: t("offline") },
    onSent: () => router.refresh(),
  });

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) send(file);
  };

  return (
    <section
      aria-label={t("label")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classes(
        "flex flex-col items-center gap-3 rounded-xl border-2 border-dashed px-6 text-center",
        isFirst ? "py-14" : "py-6",
        isOver ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
      )}
    >
      {fault ? <Notice tone="bad">{fault}</Notice> : null}
      {sending ? (
        <div className="w-full max-w-md">
          <p className="mb-2 text-sm" role="status">
            {sending.share < 1
              ? t("sending", { name: sending.fileName, share: sending.share })
              : t("reading", { name: sending.fileName })}
          </p>
          <ProgressBar
            label={t("label")}
            done={Math.round(sending.share * 100)}
            total={sending.share < 1 ? 100 : null}
          />
          <Button className="mt-3" size="small" onClick={cancel}>
            {t("cancel")}
          </Button>
        </div>
      ) : (
        <>
          <FileUp aria-hidden="true" className="size-8 text-accent" />
          <p className="font-medium">{isFirst ? t("first") : t("another")}</p>
          <p className="max-w-prose text-ink-soft text-sm">{t("privacy")}</p>
          <input
            id={inputId}
            type="file"
            accept=".csv,.tsv,.txt,.xlsx"
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
              isFirst ? "primary" : "secondary",
              "medium",
              "peer-focus-visible:outline-2 peer-focus-visible:outline-accent peer-focus-visible:outline-offset-2",
            )}
          >
            {t("choose")}
          </label>
          <p className="text-ink-soft text-sm">
            {t("limits")}{" "}
            <a className="text-accent underline" href="/demo-roster.csv" download>
              {t("sample")}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
