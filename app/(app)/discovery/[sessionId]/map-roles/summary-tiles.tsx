import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Tile } from "@/components/ui/tile";
import { toPercent } from "@/lib/roles/percent";
import { settledShare } from "@/lib/roles/role-summary";
import type { RoleSummary } from "@/lib/roles/schema";

/** How far the mapping is, in people first: a role of four hundred weighs more than one of two. */
export async function SummaryTiles({ summary, unclearHref }: { summary: RoleSummary; unclearHref: string }) {
  const t = await getTranslations("roles.tiles");
  const { all, open, unclear, decided, none } = summary.byState;
  return (
    <dl className="mb-4 grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <Tile
        label={t("settled")}
        value={t("settledValue", { percent: toPercent(settledShare(summary) ?? 0) })}
      >
        {t("settledBody", { decided: decided.people + none.people, accepted: summary.accepted.people })}
      </Tile>
      <Tile label={t("unclear")} value={t("roles", { count: unclear.roles })}>
        {unclear.roles > 0 ? (
          <Link className="text-accent underline underline-offset-2" href={unclearHref}>
            {t("decideThese", { count: unclear.roles, people: unclear.people })}
          </Link>
        ) : (
          t("nothingUnclear")
        )}
      </Tile>
      <Tile label={t("decided")} value={t("roles", { count: decided.roles + none.roles })}>
        {t("decidedBody", { open: open.roles, none: none.roles })}
      </Tile>
      <Tile label={t("all")} value={t("roles", { count: all.roles })}>
        {t("people", { count: all.people })}
      </Tile>
    </dl>
  );
}
