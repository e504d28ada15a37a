"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { FileDropArea, FilePicker, SendingFile } from "@/components/forms/file-picker";
import { useFileUpload } from "@/components/forms/use-file-upload";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
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
        <SendingFile
          className="rounded-xl border border-line bg-surface p-6"
          label={t("label")}
          share={sending.share}
          words={{
            sending: t("sending", { name: sending.fileName, share: sending.share }),
            reading: t("reading", { name: sending.fileName }),
            cancel: t("cancel"),
          }}
          onCancel={cancel}
        />
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
  return (
    <FileDropArea label={t("label")} onFiles={([file]) => file && onFile(file)} className="py-12">
      <FileUp aria-hidden="true" className="size-8 text-accent" />
      <p className="font-medium">{t("drop")}</p>
      <FilePicker accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl" variant="primary" onFile={onFile}>
        {t("choose")}
      </FilePicker>
      <p className="text-ink-soft text-sm">{t("limits")}</p>
    </FileDropArea>
  );
}
