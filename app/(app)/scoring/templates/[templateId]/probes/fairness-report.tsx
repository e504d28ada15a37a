import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { Table, Td, Th } from "@/components/ui/table";
import type { FairnessReport as Report } from "@/lib/scoring/probe-schema";
import { TwinTable } from "./twin-table";

function RowHead({ children }: { children: ReactNode }) {
  return (
    <th scope="row" className="border-line border-b px-3 py-2 text-left font-medium">
      {children}
    </th>
  );
}

const right = "text-right tabular-nums";

function EffectTable({ effects }: { effects: Report["effects"] }) {
  const t = useTranslations("probes.report");
  const variant = useTranslations("probes.twins");
  const format = useFormatter();
  const points = (value: number | null) =>
    value === null ? t("none") : format.number(value, { signDisplay: "exceptZero" });
  return (
    <Table label={t("effects")}>
      <thead>
        <tr>
          <Th>{variant("variant")}</Th>
          <Th className="text-right">{t("pairs")}</Th>
          <Th className="text-right">{t("mean")}</Th>
          <Th className="text-right">{t("largest")}</Th>
          <Th className="text-right">{t("beyond")}</Th>
          <Th className="text-right">{t("gained")}</Th>
          <Th className="text-right">{t("lost")}</Th>
        </tr>
      </thead>
      <tbody>
        {effects.map((row) => (
          <tr key={row.variant}>
            <RowHead>{variant(row.variant)}</RowHead>
            <Td className={right}>
              {t("pairsValue", { compared: row.comparedCount, pairs: row.pairCount })}
            </Td>
            <Td className={right}>{points(row.meanDifference)}</Td>
            <Td className={right}>
              {row.largestDifference === null ? t("none") : format.number(row.largestDifference)}
            </Td>
            <Td className={right}>
              {row.beyondSpreadCount === null ? t("beyondUnknown") : format.number(row.beyondSpreadCount)}
            </Td>
            <Td className={right}>{format.number(row.gainedCount)}</Td>
            <Td className={right}>{format.number(row.lostCount)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type Rate = Report["fourFifths"][number]["twin"];

/** The rate as a bar with its figures, so that the table is its own chart. */
function RateCell({ rate }: { rate: Rate }) {
  const t = useTranslations("probes.report");
  if (rate.rate === null) return <Td>{t("noRate")}</Td>;
  return (
    <Td>
      <span className="block whitespace-nowrap tabular-nums">
        {t("rate", { passed: rate.passedCount, decided: rate.decidedCount, share: rate.rate })}
      </span>
      <span aria-hidden="true" className="block h-1.5 w-full min-w-24 overflow-hidden rounded-full bg-sunken">
        <span className="block h-full bg-accent" style={{ width: `${rate.rate * 100}%` }} />
      </span>
    </Td>
  );
}

function FourFifthsTable({ rows }: { rows: Report["fourFifths"] }) {
  const t = useTranslations("probes.report");
  const variant = useTranslations("probes.twins");
  const format = useFormatter();
  return (
    <Table label={t("fourFifths")}>
      <thead>
        <tr>
          <Th>{variant("variant")}</Th>
          <Th>{t("original")}</Th>
          <Th>{t("twin")}</Th>
          <Th className="text-right">{t("ratio")}</Th>
          <Th>{t("verdict")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.variant}>
            <RowHead>{variant(row.variant)}</RowHead>
            <RateCell rate={row.original} />
            <RateCell rate={row.twin} />
            <Td className={right}>
              {row.ratio === null ? t("none") : format.number(row.ratio, { maximumFractionDigits: 2 })}
            </Td>
            <Td>
              {row.isBelow === null ? (
                t(row.reason ?? "nobody_decided")
              ) : (
                <Badge tone={row.isBelow ? "bad" : "good"}>{t(row.isBelow ? "below" : "met")}</Badge>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Which swaps could show, what they did to points, and the four-fifths table. */
export function FairnessReport({ report }: { report: Report }) {
  const t = useTranslations("probes.report");
  return (
    <div className="flex flex-col gap-4">
      <TwinTable twins={report.twins} />
      {report.effects.length === 0 ? (
        <Notice>{t("noPairs")}</Notice>
      ) : (
        <>
          <EffectTable effects={report.effects} />
          <FourFifthsTable rows={report.fourFifths} />
        </>
      )}
      <p className="max-w-prose text-ink-soft text-sm">{t("caution")}</p>
    </div>
  );
}
