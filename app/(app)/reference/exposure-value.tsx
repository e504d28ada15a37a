import Link from "next/link";
import { useTranslations } from "next-intl";
import { ScoreBar } from "@/components/analysis/score";
import { Badge } from "@/components/ui/badge";
import type { ExposureLevel } from "@/db/enums";
import type { OccupationExposure, ShownExposure } from "@/lib/reference/schema";

/** An exposure that leads to where it comes from; what is unknown says so and leads nowhere else. */
export function ExposureLink({ value, href, name }: { value: number | null; href: string; name: string }) {
  const t = useTranslations("reference.exposure");
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={t("open", { name })}
      title={t("open", { name })}
      className="block min-h-6 content-center rounded-md text-accent underline underline-offset-2"
    >
      {value === null ? (
        <span className="block text-right">{t("unknown")}</span>
      ) : (
        <ScoreBar value={value} isStrong />
      )}
    </Link>
  );
}

/** What the exposure of one task or activity was known from, or why it is not known. */
export function ExposureOrigin({
  exposure,
  level,
}: {
  exposure: ShownExposure | null;
  level: ExposureLevel;
}) {
  const t = useTranslations("reference.exposure");
  if (exposure === null) return <>{t("noLabel")}</>;
  return <>{exposure.level === level ? t(`ownLevels.${level}`) : t(`levels.${exposure.level}`)}</>;
}

type UnknownReason = "unknownAlone" | "unknownSiblings" | "unknownTasks";

/** Why an occupation has no exposure. */
function unknownReason({ tasks, siblings }: OccupationExposure): UnknownReason {
  if (tasks.total > 0) return "unknownTasks";
  return siblings === null ? "unknownAlone" : "unknownSiblings";
}

/** In a cell: "18 of 21 tasks", or that the value is borrowed. */
export function ShortCoverage({ exposure }: { exposure: OccupationExposure }) {
  const t = useTranslations("reference.exposure");
  const { tasks, siblings, value } = exposure;
  if (value === null) return <>{t(unknownReason(exposure))}</>;
  if (siblings !== null) return <Badge tone="warn">{t("siblingsShort", { count: siblings.count })}</Badge>;
  return <>{t("coverageShort", { scored: tasks.scored, total: tasks.total })}</>;
}

/** In full: what is scored, borrowed and unknown, or whose mean it is. */
export function FullCoverage({ exposure }: { exposure: OccupationExposure }) {
  const t = useTranslations("reference.exposure");
  const { tasks, siblings, value } = exposure;
  if (value === null) return <>{t(unknownReason(exposure))}</>;
  if (siblings !== null) return <>{t("siblings", siblings)}</>;
  const parts = [
    t("coverage", { scored: tasks.scored, total: tasks.total }),
    tasks.overridden > 0 ? t("overridden", { count: tasks.overridden }) : null,
    tasks.borrowed > 0 ? t("borrowed", { count: tasks.borrowed }) : null,
    tasks.unknown > 0 ? t("unknownCount", { count: tasks.unknown }) : null,
  ];
  return <>{parts.filter((part) => part !== null).join(", ")}</>;
}
