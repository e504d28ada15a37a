import { useTranslations } from "next-intl";
import { Table, Td, Th } from "@/components/ui/table";
import type { ExplainedComplexity } from "@/lib/analysis/explanation";
import { Formula } from "./explanation-section";
import { Score } from "./score";

export function ComplexityFormula({ complexity: explained }: { complexity: ExplainedComplexity }) {
  const t = useTranslations("analysis.explanation.complexity");
  const { complexity, isOverridden, computed, components } = explained;
  if (complexity === null) return <p className="text-sm">{t("unknown")}</p>;
  return (
    <>
      {isOverridden ? <p className="mb-1 text-sm">{t("overridden", { complexity })}</p> : null}
      {computed !== null && components.length > 0 ? (
        <>
          <Formula>
            {t("formula", {
              terms: components.map(({ weight, stretched }) => t("term", { weight, stretched })).join(" + "),
              complexity: computed,
            })}
          </Formula>
          <Table label={t("title")}>
            <caption className="px-3 py-2 text-left text-ink-soft text-xs">{t("caption")}</caption>
            <thead>
              <tr>
                <Th>{t("component")}</Th>
                <Th className="text-right">{t("value")}</Th>
                <Th className="text-right">{t("range")}</Th>
                <Th className="text-right">{t("stretched")}</Th>
                <Th className="text-right">{t("weight")}</Th>
              </tr>
            </thead>
            <tbody>
              {components.map(({ name, value, low, high, stretched, weight }) => (
                <tr key={name}>
                  <Td>{t(`names.${name}`)}</Td>
                  <Td className="text-right">
                    <Score value={value} />
                  </Td>
                  <Td className="text-right">{t("rangeValue", { low, high })}</Td>
                  <Td className="text-right">
                    <Score value={stretched} />
                  </Td>
                  <Td className="text-right">
                    <Score value={weight} />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </>
      ) : null}
    </>
  );
}
