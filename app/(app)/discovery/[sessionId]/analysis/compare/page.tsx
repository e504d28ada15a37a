import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { requestExportAction } from "@/app/(app)/actions";
import { WizardFrame } from "@/components/discovery/wizard-frame";
import { ExportBar } from "@/components/exports/export-bar";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { getRunComparison } from "@/lib/analysis/comparison/run-comparison";
import { listRuns } from "@/lib/analysis/queries/runs";
import type { RunEntry } from "@/lib/analysis/run-views";
import { type Ctx, may } from "@/lib/auth/context";
import { listRecentExports } from "@/lib/exports/queries";
import { openSessionPage } from "@/lib/http/session-page";
import { ComparisonSummary } from "./comparison-summary";
import { MoveTable } from "./move-table";
import { RunChoice } from "./run-choice";
import { type CompareQuery, exportParams, loadCompareQuery } from "./search-params";

export async function generateMetadata() {
  return { title: (await getTranslations("run-comparison"))("title") };
}

export default async function CompareRunsPage({
  params,
  searchParams,
}: {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const { viewer, session, mayEdit } = await openSessionPage(
    "/discovery/[sessionId]/analysis/compare",
    params,
  );
  const t = await getTranslations("run-comparison");
  const query = await loadCompareQuery(searchParams);
  const back = `/discovery/${session.id}/analysis`;
  return (
    <WizardFrame
      session={session}
      step="analysis"
      mayEdit={mayEdit}
      actions={<ButtonLink href={back}>{t("back")}</ButtonLink>}
    >
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      <Suspense fallback={<PageSkeleton />}>
        <Comparison ctx={viewer.ctx} sessionId={session.id} query={query} />
      </Suspense>
    </WizardFrame>
  );
}

/** The runs the address names where they are there, else the latest and the one before it. */
function chooseRuns(runs: readonly RunEntry[], { from, to }: CompareQuery) {
  const isThere = (number: number | null) => runs.some((run) => run.number === number);
  const later = to !== null && isThere(to) ? to : runs[0]?.number;
  const before = runs.find(({ number }) => later !== undefined && number < later) ?? runs[1];
  return { from: from !== null && isThere(from) ? from : before?.number, to: later };
}

async function Comparison({ ctx, sessionId, query }: { ctx: Ctx; sessionId: string; query: CompareQuery }) {
  const t = await getTranslations("run-comparison");
  const runs = await listRuns(ctx, sessionId);
  const { from, to } = chooseRuns(runs, query);
  if (from === undefined || to === undefined) {
    return <EmptyState title={t("oneRun")}>{t("oneRunBody")}</EmptyState>;
  }
  const { comparison } = await getRunComparison(ctx, { sessionId, from, to });
  const shown = { ...query, from, to };
  return (
    <>
      <RunChoice sessionId={sessionId} runs={runs} from={from} to={to} />
      <ComparisonSummary comparison={comparison} />
      <MoveTable sessionId={sessionId} comparison={comparison} query={shown} />
      {may(ctx, "ranking:export") ? (
        <div className="mt-4">
          <ExportBar
            label={t("export")}
            asked={{ kind: "run_comparison", sessionId, params: exportParams(shown) }}
            requestExport={requestExportAction}
            exports={await listRecentExports(ctx, { kind: "run_comparison", sessionId })}
          >
            <p className="max-w-prose text-ink-soft text-sm">{t("exportHint")}</p>
          </ExportBar>
        </div>
      ) : null}
    </>
  );
}
