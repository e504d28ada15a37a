"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Tile } from "@/components/ui/tile";
import { toPercent } from "@/lib/roles/percent";
import type { ReviewPlan, ShortWay } from "@/lib/roles/review-plan";
import { settledShare } from "@/lib/roles/role-summary";
import type { RoleSummary } from "@/lib/roles/schema";
import { isPlainClick } from "./role-list";
import type { RoleQuery } from "./search-params";

interface Start {
  readonly query: Partial<RoleQuery>;
  readonly href: string;
}

function StartLink({
  start,
  onStart,
  children,
}: {
  start: Start;
  onStart: (query: Start["query"]) => void;
  children: ReactNode;
}) {
  return (
    <Link
      className="text-accent underline underline-offset-2"
      href={start.href}
      prefetch={false}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        onStart(start.query);
      }}
    >
      {children}
    </Link>
  );
}

/** How far the mapping is, in people first: a role of four hundred weighs more than one of two. */
export function SummaryTiles({
  summary,
  plans: { oneByOne, short },
  starts,
  onStart,
}: {
  summary: RoleSummary;
  plans: { readonly oneByOne: ReviewPlan; readonly short: ShortWay | null };
  /** The list of what is unclear, in either order of deciding. */
  starts: { readonly review: Start; readonly doubt: Start };
  /** Starts at its first role. */
  onStart: (query: Start["query"]) => void;
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
            <StartLink start={starts.review} onStart={onStart}>
              {t("decideThese", { count: oneByOne.decisions, percent: toPercent(oneByOne.share) })}
            </StartLink>
            {short && short.decisions < oneByOne.decisions ? (
              <span className="mt-1 block">
                <StartLink start={starts.doubt} onStart={onStart}>
                  {t("shortWay", {
                    count: short.decisions,
                    from: short.fromPercent,
                    percent: toPercent(short.share),
                    wrong: Math.ceil(short.wrongShare * 100),
                  })}
                </StartLink>
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
