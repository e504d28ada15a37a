import { getTranslations } from "next-intl/server";
import { openPage, orNotFound } from "@/lib/http/page";
import { getRun } from "@/lib/jobs/queries/run-detail";
import { isOpenRun } from "@/lib/jobs/run-views";
import { LiveRuns } from "../live-runs";
import { RelatedRuns } from "./related-runs";
import { RunFactSheet } from "./run-fact-sheet";
import { RunHeader } from "./run-header";
import { Timeline } from "./timeline";

export async function generateMetadata() {
  return { title: (await getTranslations("admin-jobs"))("title") };
}

export default async function RunPage({ params }: { params: Promise<{ runId: string }> }) {
  const { ctx } = await openPage("/admin/jobs/[runId]");
  const { runId } = await params;
  const detail = await orNotFound(getRun(ctx, runId));
  const { run, timeline } = detail;
  const now = new Date();
  return (
    <>
      <LiveRuns isOpen={isOpenRun(run.status)} />
      <RunHeader run={run} isTakeover={detail.failedRun !== null} now={now} />
      <RunFactSheet run={run} now={now} />
      <Timeline entries={timeline} />
      <RelatedRuns detail={detail} />
    </>
  );
}
