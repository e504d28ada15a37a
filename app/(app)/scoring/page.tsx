import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { LiveScorings } from "@/components/scoring/live-scorings";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { type Ctx, may } from "@/lib/auth/context";
import { openPage, orNotFound } from "@/lib/http/page";
import { findProvider } from "@/lib/llm/provider";
import { getBatch, listBatches } from "@/lib/scoring/queries/batches";
import { countScoringJobs } from "@/lib/scoring/queries/count-scoring-jobs";
import { getScoringDashboard } from "@/lib/scoring/queries/dashboard";
import { findLead } from "@/lib/scoring/queries/find-lead";
import { listScoringJobs } from "@/lib/scoring/queries/list-scoring-jobs";
import { listTemplateChoices } from "@/lib/scoring/queries/template-choices";
import { filterOf, readScoringQuery, type ScoringQuery } from "@/lib/scoring/scoring-filters";
import type { BatchRow } from "@/lib/scoring/scoring-views";
import { isOpenBatch, isOpenScoring } from "@/lib/scoring/shown-score";
import { AreaNav } from "./area-nav";
import { BatchHeader } from "./batch-header";
import { BulkRetry } from "./bulk-retry";
import { DashboardStrip } from "./dashboard-strip";
import { NoScorings } from "./no-scorings";
import { ProviderNotice } from "./provider-notice";
import { RecentBatches } from "./recent-batches";
import { ScoringFilter } from "./scoring-filter";
import { ScoringTable } from "./scoring-table";
import { StatusTabs } from "./status-tabs";

export async function generateMetadata() {
  return { title: (await getTranslations("scoring"))("title") };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function ScoringPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await openPage("/scoring");
  const t = await getTranslations("scoring");
  const { query, isDamaged } = readScoringQuery(await searchParams);
  const provider = findProvider();
  const mayStart = provider !== undefined && may(ctx, "scoring:request");
  const batch = query.batch === undefined ? undefined : await orNotFound(getBatch(ctx, query.batch));
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          mayStart ? (
            <ButtonLink variant="primary" href="/scoring/new">
              {t("start")}
            </ButtonLink>
          ) : null
        }
      />
      <AreaNav current="scorings" />
      {provider === undefined ? <ProviderNotice mayConfigure={may(ctx, "model:settings")} /> : null}
      {isDamaged ? (
        <div className="mb-4">
          <Notice tone="warn">{t("damagedLink")}</Notice>
        </div>
      ) : null}
      <Suspense fallback={<PageSkeleton />}>
        {batch === undefined ? <Dashboard ctx={ctx} query={query} /> : <Batch ctx={ctx} batch={batch} />}
      </Suspense>
      <Suspense fallback={<PageSkeleton />}>
        <Scorings ctx={ctx} query={query} batch={batch} mayStart={mayStart} />
      </Suspense>
      {query.batch === undefined ? (
        <Suspense>
          <Batches ctx={ctx} />
        </Suspense>
      ) : null}
    </>
  );
}

async function Dashboard({ ctx, query }: { ctx: Ctx; query: ScoringQuery }) {
  const figures = await getScoringDashboard(ctx, { days: Number(query.days) });
  return figures.total.requested === 0 ? null : <DashboardStrip figures={figures} query={query} />;
}

function Batch({ ctx, batch }: { ctx: Ctx; batch: BatchRow }) {
  return (
    <>
      <LiveScorings isOpen={isOpenBatch(batch)} />
      <BatchHeader batch={batch} mayCancel={may(ctx, "job:control-own")} />
    </>
  );
}

async function Batches({ ctx }: { ctx: Ctx }) {
  const { items } = await listBatches(ctx, { limit: 5 });
  return items.length > 0 ? <RecentBatches batches={items} /> : null;
}

async function Scorings({
  ctx,
  query,
  batch,
  mayStart,
}: {
  ctx: Ctx;
  query: ScoringQuery;
  batch: BatchRow | undefined;
  mayStart: boolean;
}) {
  const filter = filterOf(query);
  const [page, counts, templates] = await Promise.all([
    listScoringJobs(ctx, filter, { sort: query.sort, after: query.after }),
    countScoringJobs(ctx, filter),
    listTemplateChoices(ctx),
  ]);
  const candidateId = batch?.kind === "lead" ? batch.candidateId : (query.candidate ?? null);
  const lead = candidateId === null ? null : await findLead(ctx, candidateId);
  const hasFailed = counts.failed > 0 && (query.status === undefined || query.status === "failed");
  return (
    <>
      <LiveScorings isOpen={page.items.some(({ status }) => isOpenScoring(status))} />
      <ScoringFilter query={query} templates={templates} />
      <div className="flex flex-wrap items-start justify-between gap-3">
        <StatusTabs query={query} counts={counts} />
        {mayStart && hasFailed ? (
          <div className="mb-3">
            <BulkRetry filter={filter} />
          </div>
        ) : null}
      </div>
      {page.items.length > 0 ? (
        <ScoringTable
          query={query}
          page={page}
          candidate={
            candidateId === null ? null : { id: candidateId, leadProfileId: lead?.profileId ?? null }
          }
          mayRetry={mayStart}
          mayLink={may(ctx, "profile:manage")}
        />
      ) : (
        <NoScorings query={query} mayStart={mayStart} />
      )}
    </>
  );
}
