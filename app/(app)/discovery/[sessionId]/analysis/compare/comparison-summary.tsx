import { useTranslations } from "next-intl";
import { TierMoves } from "@/components/analysis/tier-moves";
import { Notice } from "@/components/ui/notice";
import { Table, Td, Th } from "@/components/ui/table";
import { Tile } from "@/components/ui/tile";
import { causes, type RunComparison } from "@/lib/analysis/comparison/schema";
import { CauseLegend, PartBars } from "./part-bars";

function UnknownNotice({ unknown }: Pick<RunComparison, "unknown">) {
  const t = useTranslations("run-comparison.unknown");
  if (!unknown) return null;
  const text =
    unknown.reason === "other_formula"
      ? t("other_formula")
      : t("decisions_not_kept", { runs: unknown.runs.join(", ") });
  return (
    <div className="mb-4">
      <Notice tone="warn">{text}</Notice>
    </div>
  );
}

/** The two runs in totals, and what each cause did to the reach. */
export function ComparisonSummary({ comparison }: { comparison: RunComparison }) {
  const t = useTranslations("run-comparison");
  const { headcount, reach, counts, tierMoves, dataChanges, unknown } = comparison;
  return (
    <section aria-label={t("totals.label")} className="mb-6">
      <UnknownNotice unknown={unknown} />
      <TierMoves moves={tierMoves} />
      <dl className="my-4 grid gap-3 sm:grid-cols-3">
        <Tile
          label={t("totals.people")}
          value={t("totals.count", { before: headcount.before, after: headcount.after })}
        >
          {t("totals.roles", { came: counts.came, went: counts.went, both: counts.both })}
        </Tile>
        <Tile
          label={t("totals.reach")}
          value={t("totals.amount", { before: reach.before, after: reach.after })}
        >
          {t("totals.reachBody", { value: reach.after - reach.before })}
        </Tile>
        <Tile label={t("totals.data")} value={dataChanges.length}>
          {dataChanges.length === 0
            ? t("totals.sameData")
            : dataChanges.map((change) => t(`dataChanges.${change}`)).join(", ")}
        </Tile>
      </dl>
      {reach.parts ? (
        <>
          <div className="mb-2 flex flex-wrap items-center gap-3">
            <PartBars moved={reach} />
            <CauseLegend />
          </div>
          <Table label={t("totals.parts")} className="max-w-xl">
            <thead>
              <tr>
                <Th>{t("totals.cause")}</Th>
                <Th className="text-right">{t("totals.reach")}</Th>
              </tr>
            </thead>
            <tbody>
              {causes.map((cause) => (
                <tr key={cause}>
                  <Td>{t(`causes.${cause}`)}</Td>
                  <Td className="text-right tabular-nums">
                    {t("signed", { value: reach.parts?.[cause] ?? 0 })}
                  </Td>
                </tr>
              ))}
              <tr>
                <Td className="font-medium">{t("totals.sum")}</Td>
                <Td className="text-right font-medium tabular-nums">
                  {t("signed", { value: reach.after - reach.before })}
                </Td>
              </tr>
            </tbody>
          </Table>
          <p className="mt-2 max-w-prose text-ink-soft text-sm">{t("method")}</p>
        </>
      ) : null}
    </section>
  );
}
