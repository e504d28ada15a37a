"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Tile } from "@/components/ui/tile";
import { toPercent } from "@/lib/roles/percent";
import type { ReviewPlan, ShortWay } from "@/lib/roles/review-plan";
import { settledShare } from "@/lib/roles/role-summary";
import type { RoleSummary } from "@/lib/roles/schema";
import { isPlainClick } from "./role-list";

/** How far the mapping is, in people first: a role of four hundred weighs more than one of two. */
export function SummaryTiles({
  summary,
  plans: { oneByOne, short },
  unclearHref,
  onStart,
}: {
  summary: RoleSummary;
  plans: { readonly oneByOne: ReviewPlan; readonly short: ShortWay | null };
  unclearHref: string;
  /** Starts the review at its first role. */
  onStart: () => void;
}) {
  const t = useTranslations("roles.tiles");
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
        {unclear.roles > 0 && oneByOne.decisions > 0 ? (
          <>
            <Link
              className="text-accent underline underline-offset-2"
              href={unclearHref}
              prefetch={false}
              onClick={(event) => {
                if (!isPlainClick(event)) return;
                event.preventDefault();
                onStart();
              }}
            >
              {t("decideThese", { count: oneByOne.decisions, percent: toPercent(oneByOne.share) })}
            </Link>
            {short && short.decisions < oneByOne.decisions ? (
              <span className="mt-1 block">
                {t("shortWay", {
                  count: short.decisions,
                  from: short.fromPercent,
                  percent: toPercent(short.share),
                  wrong: Math.ceil(short.wrongShare * 100),
                })}
              </span>
            ) : null}
          </>
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
