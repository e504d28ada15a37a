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
import { SettingsPanel } from "./settings-panel";
import { ShownRun } from "./shown-run";

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
  const frame = { session, step: "analysis", mayEdit } as const;
  const settings = <SettingsPanel sessionId={sessionId} draft={draft} mayEdit={mayEdit} />;
  const progress = <JobProgress sessionId={sessionId} jobs={jobs} kind="analysis.run" />;
  if (!run) {
    return (
      <WizardFrame {...frame}>
        {progress}
        <NeverRun sessionId={sessionId} facts={session.facts} mayEdit={mayEdit} isRunning={isRunning} />
        {session.facts.roleCount > 0 ? <div className="mt-4">{settings}</div> : null}
      </WizardFrame>
    );
  }
  return (
    <WizardFrame
      {...frame}
      actions={
        mayEdit ? (
          <RunButton
            sessionId={sessionId}
            label={t("run.again")}
            variant={session.facts.isLatestRunStale ? "primary" : "secondary"}
            isRunning={isRunning}
          />
        ) : undefined
      }
    >
      {progress}
      {isDamaged ? <LinkNotice>{t("run.damagedLink")}</LinkNotice> : null}
      {asked ? null : <LinkNotice>{t("run.missing", { number: address.run ?? 0 })}</LinkNotice>}
      <ShownRun
        ctx={ctx}
        sessionId={sessionId}
        run={run}
        runs={runs}
        address={address}
        isStale={session.facts.isLatestRunStale}
        mayPublish={mayOwned(ctx, "publish", session.ownerId)}
        settings={settings}
      />
    </WizardFrame>
  );
}
