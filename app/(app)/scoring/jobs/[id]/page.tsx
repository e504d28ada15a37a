import { getTranslations } from "next-intl/server";
import { LiveScorings } from "@/components/scoring/live-scorings";
import { Notice } from "@/components/ui/notice";
import { actingUserId, type Ctx, may } from "@/lib/auth/context";
import { openPage, orNotFound } from "@/lib/http/page";
import { getScoringJob } from "@/lib/scoring/queries/get-scoring-job";
import type { ScoringJobDetail } from "@/lib/scoring/scoring-views";
import { isOpenScoring } from "@/lib/scoring/shown-score";
import { Evidence } from "../../evidence";
import { AttemptList } from "./attempt-list";
import { JobHeader } from "./job-header";
import { JobNotices } from "./job-notices";
import { ResultCard } from "./result-card";
import { ReviewCard } from "./review-card";
import { Snapshot } from "./snapshot";
import { Timeline } from "./timeline";

export async function generateMetadata() {
  return { title: (await getTranslations("scoring"))("job.title") };
}

function mayCancel(ctx: Ctx, job: ScoringJobDetail): boolean {
  const isTheirs = job.requestedBy === actingUserId(ctx);
  return (
    may(ctx, "scoring:request") && isOpenScoring(job.status) && (isTheirs || may(ctx, "job:control-any"))
  );
}

export default async function ScoringJobPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await openPage("/scoring/jobs/[id]");
  const { id } = await params;
  const t = await getTranslations("scoring.job");
  const job = await orNotFound(getScoringJob(ctx, id));
  const hasResult = job.status === "completed";
  return (
    <>
      <LiveScorings isOpen={isOpenScoring(job.status)} />
      <JobHeader
        job={job}
        mayRetry={may(ctx, "scoring:request") && job.status === "failed"}
        mayCancel={mayCancel(ctx, job)}
      />
      <JobNotices job={job} />
      <div className="mb-8 grid items-start gap-4 lg:grid-cols-[2fr_1fr]">
        <ResultCard job={job} />
        <Timeline job={job} />
      </div>
      {hasResult ? (
        <Evidence points={job.points} profileText={job.profileText} scaleMax={job.scaleMax} isScoreShown />
      ) : null}
      {hasResult ? <ReviewCard job={job} mayReview={may(ctx, "scoring:review")} /> : null}
      <AttemptList job={job} />
      <Snapshot job={job} />
      <Notice>{t("person")}</Notice>
    </>
  );
}
