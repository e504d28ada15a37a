import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { RoleExplanation } from "@/lib/analysis/explanation";
import { ComplexityFormula } from "./complexity-formula";
import { ExplanationSection, Formula } from "./explanation-section";
import { FlagList } from "./flag-list";
import { ImpactFormula } from "./impact-formula";
import { PriorityFormula } from "./priority-formula";
import { TierBadge } from "./tier-badge";
import { TierReason } from "./tier-reason";

function Head({ explanation, links }: { explanation: RoleExplanation; links: ReactNode }) {
  const t = useTranslations("analysis.explanation");
  const filterText = useTranslations("analysis.filter");
  const { role, mapping, departments } = explanation;
  return (
    <header>
      <h3 className="text-balance font-semibold text-xl tracking-tight">{role.title}</h3>
      <p className="mt-1 flex flex-wrap items-center gap-2">
        <TierBadge tier={role.tier} />
        <Badge>{role.rank === null ? t("unranked") : t("rank", { rank: role.rank })}</Badge>
        <Badge>{t("ofRun", { run: explanation.runNumber })}</Badge>
      </p>
      <p className="mt-2 text-sm">
        {role.onetCode === null
          ? t("noOccupation")
          : t("occupation", { occupation: role.occupation ?? role.onetCode, code: role.onetCode })}
        {mapping.origin ? `, ${t(`origin.${mapping.origin}`)}` : null}
        {" · "}
        {t("people", { people: role.headcount })}
      </p>
      {departments.length > 0 ? (
        <p className="text-ink-soft text-sm">
          {t("departments", {
            list: departments
              .map(({ name, headcount }) =>
                t("departmentItem", { name: name ?? filterText("unstated"), headcount }),
              )
              .join(", "),
          })}
        </p>
      ) : null}
      {links ? <p className="mt-2 flex flex-wrap gap-x-4 text-sm">{links}</p> : null}
    </header>
  );
}

function Siblings({ explanation }: { explanation: RoleExplanation }) {
  const t = useTranslations("analysis.explanation");
  const { activitySiblings, complexitySiblings } = explanation.mapping;
  const siblings = activitySiblings ?? complexitySiblings;
  if (!siblings) return null;
  return <p className="mt-1 text-ink-soft text-sm">{t("siblings", { codes: siblings.codes.join(", ") })}</p>;
}

function ExposureFormula({ explanation }: { explanation: RoleExplanation }) {
  const t = useTranslations("analysis.explanation.exposure");
  const { exposure, coverage, spread, exposureSum, selectedCount, knownCount } = explanation.exposure;
  if (exposure === null) return <p className="text-sm">{t("unknown")}</p>;
  return (
    <>
      <Formula>{t("formula", { sum: exposureSum, coverage, exposure })}</Formula>
      <p className="text-ink-soft text-sm">
        {t("body", { known: knownCount, selected: selectedCount, coverage, spread: spread ?? 0 })}{" "}
        {explanation.exposureMode === "simple" ? t("simple") : null}
      </p>
    </>
  );
}

function Sources({ explanation }: { explanation: RoleExplanation }) {
  const t = useTranslations("analysis.explanation.sources");
  const { release, exposureSource, overrideCount, formulaVersion } = explanation;
  const { name, version, licence, citation } = exposureSource;
  return (
    <ExplanationSection title={t("title")}>
      <p className="text-ink-soft text-sm">
        {t("onet", { release })} {t("exposure", { citation, name, version, licence })}{" "}
        {overrideCount === 0 ? null : `${t("overrides", { count: overrideCount })} `}
        {t("formula", { version: formulaVersion })}
      </p>
    </ExplanationSection>
  );
}

/**
 * Every factor behind a role's place in a run, with the numbers put into the formulas.
 * @param children the activities, since how they open is the screen's affair
 */
export function ScoreExplanation({
  explanation,
  links,
  children,
}: {
  explanation: RoleExplanation;
  links?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("analysis.explanation");
  const { flags } = explanation.role;
  return (
    <div className="flex flex-col gap-5">
      <Head explanation={explanation} links={links} />
      {flags.length > 0 ? (
        <ExplanationSection title={t("notes")}>
          <FlagList flags={flags} />
          <Siblings explanation={explanation} />
        </ExplanationSection>
      ) : null}
      <ExplanationSection title={t("priority.title")}>
        <PriorityFormula explanation={explanation} />
      </ExplanationSection>
      <ExplanationSection title={t("tier.title")}>
        <TierReason tier={explanation.tier} />
      </ExplanationSection>
      <ExplanationSection title={t("exposure.title")}>
        <ExposureFormula explanation={explanation} />
      </ExplanationSection>
      <ExplanationSection title={t("impact.title")}>
        <ImpactFormula explanation={explanation} />
      </ExplanationSection>
      <ExplanationSection title={t("complexity.title")}>
        <ComplexityFormula complexity={explanation.complexity} />
      </ExplanationSection>
      <ExplanationSection title={t("activities.title")}>{children}</ExplanationSection>
      <Sources explanation={explanation} />
    </div>
  );
}
