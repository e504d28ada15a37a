import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { WizardFrame } from "@/components/discovery/wizard-frame";
import { JobProgress } from "@/components/shell/job-progress";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { type Ctx, may } from "@/lib/auth/context";
import { getRoadmap, listRemaining } from "@/lib/candidates/queries";
import { openSessionPage } from "@/lib/http/session-page";
import { listJobs } from "@/lib/jobs/queries";
import { listLeadsOf } from "@/lib/profiles/queries/profile-links";
import type { SessionSummary } from "@/lib/sessions/schema";
import { LeadsProvider } from "./card-lead";
import { LimitForm } from "./limit-form";
import { RemainingList } from "./remaining-list";
import { RoadmapBoard } from "./roadmap-board";
import { RoadmapNotices } from "./roadmap-notices";
import { loadRoadmapQuery, type RoadmapQuery } from "./search-params";
import { ViewSwitch } from "./view-switch";

export async function generateMetadata() {
  return { title: (await getTranslations("sessions"))("steps.roadmap") };
}

// The cards wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function RoadmapPage({
  params,
  searchParams,
}: {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const { viewer, session, mayEdit } = await openSessionPage("/discovery/[sessionId]/roadmap", params);
  const query = await loadRoadmapQuery(searchParams);
  return (
    <WizardFrame
      session={session}
      step="roadmap"
      mayEdit={mayEdit}
      actions={<ViewSwitch sessionId={session.id} query={query} />}
    >
      <Suspense fallback={<PageSkeleton />}>
        <RoadmapPart ctx={viewer.ctx} session={session} query={query} mayEdit={mayEdit} />
      </Suspense>
    </WizardFrame>
  );
}

async function RoadmapPart({
  ctx,
  session,
  query,
  mayEdit,
}: {
  ctx: Ctx;
  session: SessionSummary;
  query: RoadmapQuery;
  mayEdit: boolean;
}) {
  const t = await getTranslations("roadmap.empty");
  const sessionId = session.id;
  const { q: search, after: afterRank, view } = query;
  const [roadmap, remaining, jobs, leads] = await Promise.all([
    getRoadmap(ctx, sessionId),
    listRemaining(ctx, { sessionId, search: search.slice(0, 200), afterRank: Math.max(0, afterRank) }),
    listJobs(ctx, { session: sessionId }),
    listLeadsOf(ctx, sessionId),
  ]);
  const { cards, remainingCount, runNumber, limit } = roadmap;
  const progress = <JobProgress sessionId={sessionId} jobs={jobs} kind="analysis.run" />;
  if (runNumber === null || cards.length + remainingCount === 0) {
    return (
      <>
        {progress}
        <EmptyState
          title={t("title")}
          action={
            <ButtonLink variant="primary" href={`/discovery/${sessionId}/analysis`}>
              {t("action")}
            </ButtonLink>
          }
        >
          {runNumber === null ? t("body") : t("unscored")}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      {progress}
      <RoadmapNotices
        sessionId={sessionId}
        roadmap={roadmap}
        isRunStale={session.facts.isLatestRunStale}
        mayEdit={mayEdit}
      />
      {mayEdit ? <LimitForm sessionId={sessionId} limit={limit} /> : null}
      {cards.length === 0 ? <EmptyState title={t("title")}>{t("dismissed")}</EmptyState> : null}
      <LeadsProvider leads={leads} mayFind={may(ctx, "scoring:request")} mayRead={may(ctx, "profile:read")}>
        <RoadmapBoard sessionId={sessionId} stored={cards} view={view} mayEdit={mayEdit} />
      </LeadsProvider>
      <RemainingList
        sessionId={sessionId}
        query={query}
        page={remaining}
        count={remainingCount}
        mayEdit={mayEdit}
      />
    </>
  );
}
