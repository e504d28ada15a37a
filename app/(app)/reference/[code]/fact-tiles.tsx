import Link from "next/link";
import { useTranslations } from "next-intl";
import { Tile } from "@/components/ui/tile";
import { occupationHref } from "@/lib/reference/links";
import type { OccupationPage } from "@/lib/reference/schema";
import { FullCoverage } from "../exposure-value";
import { EmploymentCount, WageAmount, WageBasis } from "../wage-text";

const zones = ["1", "2", "3", "4", "5"] as const;

/** What one wants to know first, each with what it is the figure of. */
export function FactTiles({ page: { facts, exposure, lens } }: { page: OccupationPage }) {
  const t = useTranslations("reference.occupation");
  const value = useTranslations("analysis.value");
  const exposureText = useTranslations("reference.exposure");
  const { wage, jobZone, code } = facts;
  const zone = zones[(jobZone ?? 0) - 1];
  const year = wage === null ? null : String(wage.year);
  return (
    <dl aria-label={t("facts")} className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <Tile
        label={exposureText("name")}
        value={exposure.value === null ? exposureText("unknown") : value("score", { value: exposure.value })}
      >
        <FullCoverage exposure={exposure} />{" "}
        {exposure.value === null ? null : (
          <Link
            className="whitespace-nowrap text-accent underline underline-offset-2"
            href={occupationHref(code, { tab: "activities", source: lens })}
            scroll={false}
          >
            {t("howExposure")}
          </Link>
        )}
      </Tile>
      <Tile label={t("zone")} value={jobZone ?? t("noZone")}>
        {zone === undefined ? t("noZoneBody") : t(`zoneName.${zone}`)}
      </Tile>
      <Tile label={year === null ? t("wageUndated") : t("wage", { year })} value={<WageAmount wage={wage} />}>
        <WageBasis wage={wage} />
      </Tile>
      <Tile
        label={year === null ? t("employmentUndated") : t("employment", { year })}
        value={<EmploymentCount wage={wage} />}
      >
        <WageBasis wage={wage} />
      </Tile>
    </dl>
  );
}
