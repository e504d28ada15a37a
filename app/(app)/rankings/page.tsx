import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { type ReactNode, Suspense } from "react";
import { ExportBar } from "@/components/exports/export-bar";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { type Ctx, may } from "@/lib/auth/context";
import { getOrganizationRanking } from "@/lib/candidates/queries/organization-ranking";
import {
  narrowingFilters,
  type RankingQuery,
  rankingParams,
  readRankingQuery,
} from "@/lib/candidates/ranking-filters";
import { listRecentExports } from "@/lib/exports/queries";
import { openPage } from "@/lib/http/page";
import { requestExportAction } from "../actions";
import { PublishedRuns } from "./published-runs";
import { RankingFilter } from "./ranking-filter";
import { RankingTable } from "./ranking-table";
import { TierTiles } from "./tier-tiles";

export async function generateMetadata() {
  return { title: (await getTranslations("rankings"))("title") };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function RankingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await openPage("/rankings");
  const t = await getTranslations("rankings");
  const { query, isDamaged } = readRankingQuery(await searchParams);
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      {isDamaged ? (
        <div className="mb-4">
          <Notice tone="warn">{t("damagedLink")}</Notice>
        </div>
      ) : null}
      <Suspense fallback={<PageSkeleton />}>
        <Rankings ctx={ctx} query={query} />
      </Suspense>
    </>
  );
}

async function Rankings({ ctx, query }: { ctx: Ctx; query: RankingQuery }) {
  const t = await getTranslations("rankings");
  const ranking = await getOrganizationRanking(ctx, query);
  const { runs, rows, departments, totalCount, tierCounts } = ranking;
  if (runs.length === 0) {
    return (
      <EmptyState
        title={t("empty.title")}
        action={
          <ButtonLink variant="primary" href="/discovery">
            {t("empty.action")}
          </ButtonLink>
        }
      >
        {t("empty.body")}
      </EmptyState>
    );
  }
  if (totalCount === 0) {
    return (
      <>
        <EmptyState title={t("empty.title")}>{t("empty.noCandidates")}</EmptyState>
        <PublishedRuns runs={runs} />
      </>
    );
  }
  return (
    <>
      <TierTiles query={query} counts={tierCounts} />
      <RankingFilter query={query} departments={departments} runs={runs} />
      {rows.length === 0 ? (
        <EmptyState
          title={t("nothing.title")}
          action={<ButtonLink href="/rankings">{t("nothing.action")}</ButtonLink>}
        >
          {t("nothing.body")}
        </EmptyState>
      ) : (
        <>
          <Exported ctx={ctx} query={query}>
            <p className="text-ink-soft text-sm">
              {t("table.total", { shown: rows.length, total: totalCount })}
            </p>
          </Exported>
          <RankingTable query={query} rows={rows} />
        </>
      )}
      <PublishedRuns runs={runs} />
    </>
  );
}

/** The line above the table, with the button that exports what the filter leaves. */
async function Exported({ ctx, query, children }: { ctx: Ctx; query: RankingQuery; children: ReactNode }) {
  const t = await getTranslations("rankings");
  if (!may(ctx, "ranking:export")) return children;
  return (
    <ExportBar
      label={narrowingFilters(query).length > 0 ? t("exportFiltered") : t("export")}
      asked={{ kind: "organization_ranking", params: rankingParams(query) }}
      requestExport={requestExportAction}
      exports={await listRecentExports(ctx, { kind: "organization_ranking", sessionId: null })}
    >
      {children}
    </ExportBar>
  );
}
