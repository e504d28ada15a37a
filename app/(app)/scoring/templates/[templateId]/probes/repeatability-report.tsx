import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import { Tile } from "@/components/ui/tile";
import type { RepeatabilityReport as Report } from "@/lib/scoring/probe-schema";
import { RangeChart } from "./range-chart";

const shownProfiles = 20;

function Figures({ report }: { report: Report }) {
  const t = useTranslations("probes.report");
  const format = useFormatter();
  const { spread, medianSpread, steadyShare, comparedCount, crossingCount } = report;
  const unknown = t("spreadUnknown");
  return (
    <dl className="mb-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <Tile label={t("spread")} value={spread === null ? unknown : t("spreadValue", { spread })}>
        {t("spreadBody", { compared: comparedCount })}
      </Tile>
      <Tile
        label={t("median")}
        value={medianSpread === null ? unknown : t("spreadValue", { spread: medianSpread })}
      >
        {t("medianBody")}
      </Tile>
      <Tile
        label={t("steady")}
        value={steadyShare === null ? unknown : t("steadyValue", { share: steadyShare })}
      >
        {t("steadyBody")}
      </Tile>
      <Tile label={t("crossing")} value={format.number(crossingCount)}>
        {t("crossingBody", { count: crossingCount })}
      </Tile>
    </dl>
  );
}

/** Figures, a chart of the widest ranges, and the same as a table. */
export function RepeatabilityReport({
  report,
  names,
}: {
  report: Report;
  names: Readonly<Record<string, string>>;
}) {
  const t = useTranslations("probes.report");
  const format = useFormatter();
  const nameOf = (profileId: string) => names[profileId] ?? t("erased");
  const points = (value: number | null) => (value === null ? t("none") : format.number(value));
  const widest = report.profiles
    .toSorted(
      (a, b) => (b.spread ?? -1) - (a.spread ?? -1) || nameOf(a.profileId).localeCompare(nameOf(b.profileId)),
    )
    .slice(0, shownProfiles);
  return (
    <>
      <Figures report={report} />
      <RangeChart
        label={t("chart", { line: report.passLine })}
        scale={report.scale}
        line={report.passLine}
        ranges={widest.flatMap(({ profileId, lowest, highest, isCrossing }) =>
          lowest === null || highest === null
            ? []
            : [{ key: profileId, name: nameOf(profileId), lowest, highest, isCrossing }],
        )}
      />
      <Table label={t("ranges")}>
        <thead>
          <tr>
            <Th>{t("person")}</Th>
            <Th className="text-right">{t("runs")}</Th>
            <Th className="text-right">{t("lowest")}</Th>
            <Th className="text-right">{t("highest")}</Th>
            <Th className="text-right">{t("half")}</Th>
            <Th>{t("decision")}</Th>
          </tr>
        </thead>
        <tbody>
          {widest.map(({ profileId, runCount, lowest, highest, spread, isCrossing }) => (
            <tr key={profileId}>
              <th scope="row" className="border-line border-b px-3 py-2 text-left font-medium wrap-anywhere">
                {nameOf(profileId)}
              </th>
              <Td className="text-right tabular-nums">{format.number(runCount)}</Td>
              <Td className="text-right tabular-nums">{points(lowest)}</Td>
              <Td className="text-right tabular-nums">{points(highest)}</Td>
              <Td className="text-right tabular-nums">{points(spread)}</Td>
              <Td>
                <Badge tone={isCrossing ? "warn" : "good"}>{t(isCrossing ? "differs" : "same")}</Badge>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {report.profiles.length > widest.length ? (
        <p className="mt-2 text-ink-soft text-sm">
          {t("widest", { count: widest.length, all: report.profiles.length })}
        </p>
      ) : null}
    </>
  );
}
