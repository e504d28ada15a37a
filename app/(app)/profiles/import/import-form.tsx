"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useRef, useState } from "react";
import { useFileUpload } from "@/components/forms/use-file-upload";
import { Button, ButtonLink, buttonClasses } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { ImportReport } from "@/lib/profiles/import/import-report";
import { ImportReportView } from "./import-report-view";

type Mode = "check" | "import";

interface Answer {
  readonly mode: Mode;
  readonly file: File;
  readonly report: ImportReport;
}

/** The terms, a file, what it would do, and then doing it: the same file is sent again, so that none has to be kept. */
export function ImportForm({ today, retainUntil }: { today: string; retainUntil: string }) {
  const t = useTranslations("profiles.importPage");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const mode = useRef<Mode>("check");
  const sent = useRef<File | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [purposeFault, setPurposeFault] = useState<string>();
  const { send, sending, fault, cancel } = useFileUpload({
    address: () => {
      const terms = new FormData(form.current ?? undefined);
      const query = new URLSearchParams({
        mode: mode.current,
        purpose: String(terms.get("purpose")),
        retainUntil: String(terms.get("retainUntil")),
      });
      return `/api/profile-imports?${query}`;
    },
    sentences: { failed: t("failed"), offline: t("offline") },
    onSent: (text) => {
      if (sent.current) {
        setAnswer({ mode: mode.current, file: sent.current, report: JSON.parse(text) as ImportReport });
      }
      if (mode.current === "import") router.refresh();
    },
  });

  const start = (file: File, next: Mode) => {
    const purpose = form.current?.elements.namedItem("purpose");
    if (purpose instanceof HTMLInputElement && purpose.value.trim() === "") {
      setPurposeFault(t("purposeMissing"));
      purpose.focus();
      return;
    }
    setPurposeFault(undefined);
    setAnswer(null);
    mode.current = next;
    sent.current = file;
    send(file);
  };
  const isDone = answer?.mode === "import";
  return (
    <>
      <form
        ref={form}
        onSubmit={(event) => event.preventDefault()}
        // What a preview said holds for the terms as they were.
        onChange={() => (isDone ? undefined : setAnswer(null))}
        className="mb-4 grid gap-4 sm:grid-cols-[1fr_14rem]"
      >
        <TextField
          label={t("purpose")}
          hint={t("purposeHint")}
          error={purposeFault}
          name="purpose"
          maxLength={500}
          autoComplete="off"
          required
        />
        <TextField
          label={t("retainUntil")}
          hint={t("retainUntilHint")}
          name="retainUntil"
          type="date"
          defaultValue={retainUntil}
          min={today}
          required
        />
      </form>
      {fault ? (
        <div className="mb-4">
          <Notice tone="bad">{fault}</Notice>
        </div>
      ) : null}
      {sending ? (
        <div className="rounded-xl border border-line bg-surface p-6">
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
      ) : answer ? (
        <ImportReportView report={answer.report} fileName={answer.file.name} isDone={isDone}>
          {isDone ? (
            <ButtonLink variant="primary" href="/profiles">
              {t("toList")}
            </ButtonLink>
          ) : (
            <ImportButton report={answer.report} onImport={() => start(answer.file, "import")} />
          )}
          <Button onClick={() => setAnswer(null)}>{t("another")}</Button>
        </ImportReportView>
      ) : (
        <Drop onFile={(file) => start(file, "check")} />
      )}
    </>
  );
}

function ImportButton({ report, onImport }: { report: ImportReport; onImport: () => void }) {
  const t = useTranslations("profiles.importPage");
  const count = report.created + report.changed + report.unchanged;
  if (count === 0) return null;
  return (
    <Button variant="primary" onClick={onImport}>
      {t("import", { count, faulty: report.faultyCount })}
    </Button>
  );
}

/** Drop a file, or pick it; the picker is the keyboard's way. */
function Drop({ onFile }: { onFile: (file: File) => void }) {
  const t = useTranslations("profiles.importPage");
  const inputId = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
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
        "flex flex-col items-center gap-3 rounded-xl border-2 border-dashed px-6 py-12 text-center",
        isOver ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
      )}
    >
      <FileUp aria-hidden="true" className="size-8 text-accent" />
      <p className="font-medium">{t("drop")}</p>
      <input
        id={inputId}
        type="file"
        accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl"
        className="peer sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          // The same file may be picked again after it was mended.
          event.target.value = "";
        }}
      />
      <label
        htmlFor={inputId}
        className={buttonClasses(
          "primary",
          "medium",
          "peer-focus-visible:outline-2 peer-focus-visible:outline-accent peer-focus-visible:outline-offset-2",
        )}
      >
        {t("choose")}
      </label>
      <p className="text-ink-soft text-sm">{t("limits")}</p>
    </section>
  );
}
