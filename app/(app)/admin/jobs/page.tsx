import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Card, PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { RunStatus } from "@/db/enums";
import { type Ctx, may } from "@/lib/auth/context";
import { openPage } from "@/lib/http/page";
import { listDeadLetters } from "@/lib/jobs/queries/dead-letters";
import { getJobHistoryDays } from "@/lib/jobs/queries/job-history";
import { listRuns } from "@/lib/jobs/queries/list-runs";
import { canRetryAny } from "@/lib/jobs/queries/retry-plan";
import { listRunChoices } from "@/lib/jobs/queries/run-choices";
import { filterOf, isBackwards, type RunQuery, readRunQuery } from "@/lib/jobs/run-filters";
import { isOpenRun, type StatusCounts } from "@/lib/jobs/run-views";
import { DeadLetters } from "./dead-letters";
import { HistoryForm } from "./history-form";
import { LiveRuns } from "./live-runs";
import { NoRuns } from "./no-runs";
import { RetryAll } from "./retry-all";
import { RunFilter } from "./run-filter";
import { RunTable } from "./run-table";
import { ScopeTabs } from "./scope-tabs";
import { StatusTabs } from "./status-tabs";

export async function generateMetadata() {
  return { title: (await getTranslations("admin-jobs"))("title") };
}

/** Somebody who does not look after the installation asked for it: their own organization is shown instead. */
function withinReach(ctx: Ctx, read: ReturnType<typeof readRunQuery>): ReturnType<typeof readRunQuery> {
  if (read.query.scope === "organization" || may(ctx, "installation:manage")) return read;
  return { query: { ...read.query, scope: "organization" }, isDamaged: true };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, organization } = await openPage("/admin/jobs");
  const t = await getTranslations("admin-jobs");
  const { query, isDamaged } = withinReach(ctx, readRunQuery(await searchParams));
  const own = may(ctx, "job:read-any") ? "all" : "own";
  const description = query.scope === "installation" ? "installation" : own;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t(`description.${description}`, { organization: organization.name })}
      />
      {isDamaged ? (
        <div className="mb-4">
          <Notice tone="warn">{t("damagedLink")}</Notice>
        </div>
      ) : null}
      {isBackwards(query) ? (
        <div className="mb-4">
          <Notice tone="warn">{t("backwards")}</Notice>
        </div>
      ) : null}
      {may(ctx, "installation:manage") ? <ScopeTabs current={query.scope} /> : null}
      <Suspense fallback={<PageSkeleton />}>
        <Runs ctx={ctx} query={query} />
      </Suspense>
      {may(ctx, "job:settings") && query.scope === "organization" ? (
        <Suspense>
          <History ctx={ctx} />
        </Suspense>
      ) : null}
    </>
  );
}

const retryable: readonly RunStatus[] = ["failed", "parked", "cancelled"];

function hasRetryable(counts: StatusCounts, { status, scope }: RunQuery): boolean {
  return scope === "organization" && retryable.some((each) => (status ?? each) === each && counts[each] > 0);
}

async function Runs({ ctx, query }: { ctx: Ctx; query: RunQuery }) {
  const seesLetters = query.scope === "installation" || may(ctx, "job:read-any");
  const [page, choices, letters] = await Promise.all([
    listRuns(ctx, query),
    listRunChoices(ctx, query.scope),
    seesLetters ? listDeadLetters(ctx, query.scope) : [],
  ]);
  const hasFailed = hasRetryable(page.counts, query);
  return (
    <>
      <LiveRuns isOpen={page.items.some(({ status }) => isOpenRun(status))} />
      <RunFilter query={query} choices={choices} />
      <div className="flex flex-wrap items-start justify-between gap-3">
        <StatusTabs query={query} counts={page.counts} />
        {hasFailed ? (
          <div className="mb-3">
            <RetryAll filter={filterOf(query)} isOffered={await canRetryAny(ctx, filterOf(query))} />
          </div>
        ) : null}
      </div>
      {page.items.length > 0 ? <RunTable query={query} page={page} now={new Date()} /> : null}
      {page.items.length === 0 ? <NoRuns query={query} /> : null}
      <DeadLetters letters={letters} scope={query.scope} />
    </>
  );
}

async function History({ ctx }: { ctx: Ctx }) {
  const t = await getTranslations("admin-jobs.history");
  return (
    <Card className="mt-10">
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      <p className="mt-1 mb-3 text-ink-soft text-sm">{t("hint")}</p>
      <HistoryForm days={await getJobHistoryDays(ctx)} />
    </Card>
  );
}
