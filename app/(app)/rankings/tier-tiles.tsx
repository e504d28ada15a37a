import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Tile } from "@/components/ui/tile";
import { type Tier, tiers } from "@/db/enums";
import { type RankingQuery, rankingHref } from "@/lib/candidates/ranking-filters";

/** How many stand in each tier, whatever the filter by tier says; each leads to its own. */
export async function TierTiles({
  query,
  counts,
}: {
  query: RankingQuery;
  counts: Readonly<Record<Tier, number>>;
}) {
  const t = await getTranslations("rankings.tiers");
  const tierName = await getTranslations("analysis.tier");
  const linkClasses = "text-accent underline underline-offset-2";
  return (
    <dl aria-label={t("label")} className="mb-4 grid gap-3 sm:grid-cols-3">
      {tiers.map((tier) => (
        <Tile key={tier} label={tierName(tier)} value={t("count", { count: counts[tier] })}>
          {query.tier === tier ? (
            <Link
              className={linkClasses}
              href={rankingHref("/rankings", query, { tier: null })}
              scroll={false}
            >
              {t("all")}
            </Link>
          ) : (
            <Link
              className={linkClasses}
              href={rankingHref("/rankings", query, { tier })}
              aria-label={t("showOf", { tier: tierName(tier) })}
              scroll={false}
            >
              {t("show")}
            </Link>
          )}
        </Tile>
      ))}
    </dl>
  );
}
