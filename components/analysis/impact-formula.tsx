import { useTranslations } from "next-intl";
import type { RoleExplanation } from "@/lib/analysis/explanation";
import { Formula } from "./explanation-section";

/** The last line: impact by the mode of the run. */
function useImpactLine() {
  const t = useTranslations("analysis.explanation.impact");
  return (explained: RoleExplanation["impact"]): string | null => {
    const { impact, reach } = explained;
    if (impact === null || reach === null) return null;
    if (explained.mode === "reach") return t("byReach", { reach, k: explained.k, impact });
    if (explained.mode === "largest_role") {
      return t("byLargest", { reach, largest: explained.largestHeadcount, impact });
    }
    if (explained.value === null) return null;
    return t("byWages", { value: Math.max(explained.value.likely, 0), half: explained.halfValue, impact });
  };
}

export function ImpactFormula({ explanation }: { explanation: RoleExplanation }) {
  const t = useTranslations("analysis.explanation.impact");
  const impactLine = useImpactLine();
  const { impact: explained, role } = explanation;
  const line = impactLine(explained);
  if (line === null || role.exposure === null || explained.reach === null) {
    return <p className="text-sm">{t("unknown")}</p>;
  }
  return (
    <>
      <Formula>
        {t("reach", { people: role.headcount, exposure: role.exposure, reach: explained.reach })}
      </Formula>
      {explained.mode === "wages" && explained.value !== null ? (
        <Formula>
          {t("value", { ...explained.value, wage: explained.hourlyWage ?? 0, soc: explained.wageSoc ?? "" })}
        </Formula>
      ) : null}
      <Formula>{line}</Formula>
    </>
  );
}
