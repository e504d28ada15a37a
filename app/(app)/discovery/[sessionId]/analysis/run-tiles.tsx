import Link from "next/link";
import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { Tile } from "@/components/ui/tile";
import { type Tier, tiers } from "@/db/enums";
import type { RunSummary } from "@/lib/analysis/run-views";
import type { HrefOf } from "./run-link";

const colours: Readonly<Record<Tier, string>> = {
  now: "bg-good",
  next_quarter: "bg-accent",
  future: "bg-line-strong",
};

const linkClasses = "inline-flex min-h-6 items-center text-accent underline underline-offset-2";

/** How many roles each tier holds; the links beside it say the same in words. */
function TierTile({ run, hrefOf }: { run: RunSummary; hrefOf: HrefOf }) {
  const t = useTranslations("analysis");
  const total = tiers.reduce((sum, tier) => sum + run.tierCounts[tier], 0);
  return (
    <Tile
      label={t("tiles.tiers")}
      value={
        <span aria-hidden="true" className="my-3 flex h-3 gap-0.5 overflow-hidden rounded-full bg-sunken">
          {tiers.map((tier) => (
            <span
              key={tier}
              className={classes("block h-full", colours[tier])}
              style={{ width: `${total === 0 ? 0 : (run.tierCounts[tier] / total) * 100}%` }}
            />
          ))}
        </span>
      }
    >
      <span className="flex flex-wrap gap-x-3">
        {tiers.map((tier) => (
          <Link
            key={tier}
            href={hrefOf({ view: null, tier, sort: null, dir: null })}
            scroll={false}
            prefetch={false}
            className={linkClasses}
          >
            {t("tiles.tierCount", { tier: t(`tier.${tier}`), count: run.tierCounts[tier] })}
          </Link>
        ))}
      </span>
    </Tile>
  );
}

/** The run in four figures. */
export function RunTiles({ run, hrefOf }: { run: RunSummary; hrefOf: HrefOf }) {
  const t = useTranslations("analysis");
  const unscored = run.roleCount - run.scoredRoleCount;
  return (
    <dl className="mb-4 grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <Tile
        label={t("tiles.scored")}
        value={t("tiles.scoredValue", { scored: run.scoredRoleCount, all: run.roleCount })}
      >
        {unscored === 0 ? (
          t("tiles.allScored")
        ) : (
          <Link
            href={hrefOf({ view: null, scored: "no", tier: null, sort: null, dir: null })}
            scroll={false}
            prefetch={false}
            className={linkClasses}
          >
            {t("tiles.unscored", { count: unscored })}
          </Link>
        )}
      </Tile>
      <Tile label={t("tiles.people")} value={t("value.count", { value: run.headcount })}>
        {t("tiles.peopleBody", { count: run.roleCount })}
      </Tile>
      <Tile label={t("tiles.reach")} value={t("value.amount", { value: run.reach })}>
        {t("tiles.reachBody")}
      </Tile>
      <TierTile run={run} hrefOf={hrefOf} />
    </dl>
  );
}
