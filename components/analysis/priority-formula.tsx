import { useTranslations } from "next-intl";
import { Table, Td, Th } from "@/components/ui/table";
import type { RoleExplanation } from "@/lib/analysis/explanation";
import { Formula } from "./explanation-section";
import { ScoreBar } from "./score";

const termNames = ["exposure", "impact", "complexity"] as const;

export function PriorityFormula({ explanation }: { explanation: RoleExplanation }) {
  const t = useTranslations("analysis.explanation.priority");
  const { exposure, impact, complexity } = explanation.role;
  const { priority, weights, terms } = explanation.priority;
  if (priority === null || terms === null || exposure === null || impact === null || complexity === null) {
    return <p className="text-sm">{t("unknown")}</p>;
  }
  return (
    <>
      <Formula>
        {t("formula", {
          a: weights.exposure,
          b: weights.impact,
          c: weights.complexity,
          exposure,
          impact,
          complexity,
          priority,
        })}
      </Formula>
      <Table label={t("terms")}>
        <tbody>
          {termNames.map((name) => (
            <tr key={name}>
              <Th scope="row" className="w-full bg-transparent">
                {t(name)}
              </Th>
              <Td>
                <ScoreBar value={terms[name]} isStrong />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
