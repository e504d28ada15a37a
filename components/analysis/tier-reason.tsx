import { useTranslations } from "next-intl";
import type { ExplainedTier } from "@/lib/analysis/explanation";

/** Why a role stands in its tier, in sentences; what held it back stands among the notes. */
export function TierReason({ tier }: { tier: ExplainedTier }) {
  const t = useTranslations("analysis.explanation.tier");
  const { place, rules, settings, mode } = tier;
  if (place === null) return <p className="text-sm">{t("none")}</p>;
  const caps = { now: settings.nowCap, both: settings.nextQuarterCap };
  if (mode === "cutoff") {
    const isFew = settings.mode !== "cutoff";
    return (
      <p className="text-sm">
        {isFew ? t("cutoffFew", { least: rules.leastRolesForPercentiles }) : t("cutoff")}{" "}
        {t("cutoffRule", {
          now: rules.cutoffs.now,
          complexity: rules.cutoffs.nowComplexity,
          floor: settings.exposureFloor,
          reach: rules.leastReachForNow,
          next: rules.cutoffs.nextQuarter,
        })}{" "}
        {t("caps", caps)}
      </p>
    );
  }
  return (
    <p className="text-sm">
      {t("percentile", {
        placed: place.placedCount,
        least: rules.leastCoverage,
        higher: place.higherCount,
        equal: place.equalCount,
        place: place.midRank,
      })}{" "}
      {t("percentileRule", {
        now: rules.nowShare,
        floor: settings.exposureFloor,
        reach: rules.leastReachForNow,
        next: rules.nextQuarterShare,
      })}{" "}
      {t("caps", caps)}
    </p>
  );
}
