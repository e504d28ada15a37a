"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { Table, Td, Th } from "@/components/ui/table";
import { Tile } from "@/components/ui/tile";
import type { ImportReport, ProfileFault } from "@/lib/profiles/import/import-report";

const shownFaults = 50;

function Faults({ report: { faults, faultCount } }: { report: ImportReport }) {
  const t = useTranslations("profiles.importPage");
  const format = useTranslations("profiles.importPage");
  const shown: readonly (ProfileFault & { key: string })[] = faults
    .slice(0, shownFaults)
    .map((fault, index) => ({ ...fault, key: `${index} ${fault.line}` }));
  return (
    <>
      <h3 className="mt-6 mb-2 font-semibold">{t("faultsTitle", { count: faultCount })}</h3>
      <Table label={t("faultsLabel")}>
        <thead>
          <tr>
            <Th className="text-right">{t("line")}</Th>
            <Th>{t("place")}</Th>
            <Th>{t("problem")}</Th>
            <Th>{t("hint")}</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, line, column, message, hint }) => (
            <tr key={key}>
              <Td className="text-right tabular-nums">{line ?? format("wholeFile")}</Td>
              <Td className="font-mono text-xs">{column}</Td>
              <Td className="wrap-anywhere">{message}</Td>
              <Td className="text-ink-soft">{hint}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {faultCount > shown.length ? (
        <p className="mt-2 text-ink-soft text-sm">{t("faultsMore", { count: faultCount - shown.length })}</p>
      ) : null}
    </>
  );
}

/** What an import would do, or has done: counts first, then what is wrong and what was left out. */
export function ImportReportView({
  report,
  fileName,
  isDone,
  children,
}: {
  report: ImportReport;
  fileName: string;
  isDone: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("profiles.importPage");
  const { created, changed, unchanged, faultyCount, unknownKeys } = report;
  const tiles = [
    ["created", created],
    ["changed", changed],
    ["unchanged", unchanged],
    ["faulty", faultyCount],
  ] as const;
  return (
    <section aria-live="polite">
      <h2 className="mb-3 font-semibold text-lg">{t(isDone ? "done" : "preview", { name: fileName })}</h2>
      {!isDone && created + changed + unchanged === 0 ? (
        <div className="mb-3">
          <Notice tone="bad">{t("nothingToImport")}</Notice>
        </div>
      ) : null}
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {tiles.map(([name, count]) => (
          <Tile key={name} label={t(name)} value={count.toLocaleString("en")}>
            {t(`${name}Note`)}
          </Tile>
        ))}
      </dl>
      <div className="mt-4 flex flex-wrap gap-2">{children}</div>
      {report.faultCount > 0 ? <Faults report={report} /> : null}
      {unknownKeys.length > 0 ? (
        <>
          <h3 className="mt-6 mb-1 font-semibold">{t("unknownTitle")}</h3>
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-sm">
            {unknownKeys.map(({ key, count }) => (
              <li key={key}>{t("unknownKey", { key, count })}</li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
