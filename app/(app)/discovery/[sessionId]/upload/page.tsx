import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { WizardFrame } from "@/components/discovery/wizard-frame";
import { JobProgress } from "@/components/shell/job-progress";
import { ButtonLink } from "@/components/ui/button";
import { openSessionPage } from "@/lib/http/session-page";
import { listJobs } from "@/lib/jobs/queries";
import { isOpen } from "@/lib/jobs/schema";
import { listUploads } from "@/lib/rosters/queries";
import { findWaitingReview } from "@/lib/rosters/queries/waiting-review";
import { ComparingNotice } from "./comparing-notice";
import { FileDrop } from "./file-drop";
import { ImportedRoster, NextRoster } from "./next-roster";
import { RowReview } from "./row-review";
import { loadChangesQuery, loadReviewQuery } from "./search-params";
import { UploadHistory } from "./upload-history";
import { UploadModeProvider } from "./upload-mode";
import { WaitingUpload } from "./waiting-upload";

export async function generateMetadata() {
  return { title: (await getTranslations("sessions.steps"))("upload") };
}

export default async function UploadPage({
  params,
  searchParams,
}: {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const { viewer, session, mayEdit } = await openSessionPage("/discovery/[sessionId]/upload", params);
  const t = await getTranslations("uploads");
  const query = await loadChangesQuery(searchParams);
  const uploads = await listUploads(viewer.ctx, session.id);
  const jobs = await listJobs(viewer.ctx, { session: session.id });
  const reviewQuery = await loadReviewQuery(searchParams);
  const imported = uploads.filter(({ importedAt }) => importedAt !== null);
  const waiting = uploads.filter(({ importedAt, inspection }) => importedAt === null && inspection !== null);
  const expired = uploads.filter(({ importedAt, inspection }) => importedAt === null && inspection === null);
  const importing = new Set(
    jobs.filter((job) => job.kind === "roster.import" && isOpen(job)).map(({ subjectId }) => subjectId),
  );
  const hasPresent = imported.some(({ supersededBy }) => supersededBy === null);
  const place = { ctx: viewer.ctx, sessionId: session.id, query };
  const latest = imported.find(({ mode, supersededBy }) => mode === "replace" && supersededBy === null);
  const reviews = new Map(
    await Promise.all(waiting.map(async ({ id }) => [id, await findWaitingReview(viewer.ctx, id)] as const)),
  );
  return (
    <WizardFrame
      session={session}
      step="upload"
      mayEdit={mayEdit}
      actions={
        imported.length > 0 && waiting.length === 0 ? (
          <ButtonLink variant="primary" href={`/discovery/${session.id}/map-roles`}>
            {t("goOn")}
          </ButtonLink>
        ) : undefined
      }
    >
      <JobProgress sessionId={session.id} jobs={jobs} kind="roster.import" />
      {waiting.map((upload) => {
        const found = reviews.get(upload.id);
        const isImporting = importing.has(upload.id);
        return (
          <UploadModeProvider key={`${upload.id} ${hasPresent}`} hasPresent={hasPresent}>
            <WaitingUpload
              upload={upload}
              mayEdit={mayEdit}
              isImporting={isImporting}
              isChecked={found?.review.isChecked ?? false}
              next={
                hasPresent && upload.inspection?.ok ? (
                  <Suspense fallback={<ComparingNotice />}>
                    <NextRoster {...place} uploadId={upload.id} mayEdit={mayEdit} />
                  </Suspense>
                ) : null
              }
            >
              {found ? (
                <RowReview
                  sessionId={session.id}
                  upload={upload}
                  waiting={found}
                  query={reviewQuery}
                  mayEdit={mayEdit && !isImporting}
                />
              ) : null}
            </WaitingUpload>
          </UploadModeProvider>
        );
      })}
      {latest ? (
        <Suspense fallback={null}>
          <ImportedRoster {...place} uploadId={latest.id} fileName={latest.fileName} />
        </Suspense>
      ) : null}
      {mayEdit ? <FileDrop sessionId={session.id} uploadIds={uploads.map(({ id }) => id)} /> : null}
      <UploadHistory
        imported={imported}
        expired={expired}
        importing={[...importing].filter((id) => id !== null)}
        mayEdit={mayEdit}
      />
    </WizardFrame>
  );
}
