import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { WizardFrame } from "@/components/discovery/wizard-frame";
import { JobProgress } from "@/components/shell/job-progress";
import { Notice } from "@/components/ui/notice";
import { findRun, listRuns } from "@/lib/analysis/queries/runs";
import { getSettingsDraft } from "@/lib/analysis/queries/settings";
import { readRunAddress } from "@/lib/analysis/run-address";
import { mayOwned } from "@/lib/auth/context";
import { openSessionPage } from "@/lib/http/session-page";
import { listJobs } from "@/lib/jobs/queries";
import { isOpen } from "@/lib/jobs/schema";
import { NeverRun } from "./never-run";
import { RunButton } from "./run-button";
import { hrefOfRun } from "./run-link";
import { SettingsPanel } from "./settings-panel";
import { RunBody, RunHead } from "./shown-run";

export async function generateMetadata() {
  return { title: (await getTranslations("sessions.steps"))("analysis") };
}

function LinkNotice({ children }: { children: string }) {
  return (
    <div className="mb-4">
      <Notice tone="warn">{children}</Notice>
    </div>
  );
}

export default async function AnalysisPage({
  params,
  searchParams,
}: {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const { viewer, session, mayEdit } = await openSessionPage("/discovery/[sessionId]/analysis", params);
  const { ctx } = viewer;
  const sessionId = session.id;
  const t = await getTranslations("analysis");
  const { address, isDamaged } = readRunAddress(await searchParams);
  const [asked, runs, jobs, draft] = await Promise.all([
    findRun(ctx, { sessionId, number: address.run }),
    listRuns(ctx, sessionId),
    listJobs(ctx, { session: sessionId }),
    getSettingsDraft(ctx, sessionId),
  ]);
  const run = asked ?? (address.run ? await findRun(ctx, { sessionId }) : null);
  const isRunning = jobs.some((job) => job.kind === "analysis.run" && isOpen(job));
  const isStale = session.facts.isLatestRunStale;
  const shown = run ? { ctx, sessionId, run, address, hrefOf: hrefOfRun(sessionId, address) } : null;
  // The settings keep their place when the first run arrives, so nothing that is being typed is lost.
  return (
    <WizardFrame
      session={session}
      step="analysis"
      mayEdit={mayEdit}
      actions={
        mayEdit && run ? (
          <RunButton
            sessionId={sessionId}
            label={t("run.again")}
            variant={isStale ? "primary" : "secondary"}
            isRunning={isRunning}
          />
        ) : undefined
      }
    >
      <JobProgress sessionId={sessionId} jobs={jobs} kind="analysis.run" />
      {isDamaged ? <LinkNotice>{t("run.damagedLink")}</LinkNotice> : null}
      {run && !asked ? <LinkNotice>{t("run.missing", { number: address.run ?? 0 })}</LinkNotice> : null}
      {shown ? (
        <RunHead
          {...shown}
          runs={runs}
          isStale={isStale}
          mayPublish={mayOwned(ctx, "publish", session.ownerId)}
        />
      ) : (
        <NeverRun sessionId={sessionId} facts={session.facts} mayEdit={mayEdit} isRunning={isRunning} />
      )}
      <SettingsPanel sessionId={sessionId} draft={draft} mayEdit={mayEdit} />
      {shown ? <RunBody {...shown} /> : null}
    </WizardFrame>
  );
}
