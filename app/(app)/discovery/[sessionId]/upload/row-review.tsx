import { getTranslations } from "next-intl/server";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { WaitingReview } from "@/lib/rosters/queries/waiting-review";
import { linesOf } from "@/lib/rosters/roster-review";
import type { UploadView } from "@/lib/rosters/upload-schema";
import { ActList } from "./act-list";
import { FaultGroups } from "./fault-groups";
import { ReviewTools } from "./review-tools";
import { ReviewPages, ReviewTabs } from "./review-views";
import { RowGrid } from "./row-grid";
import type { ReviewQuery } from "./search-params";

const rowsPerPage = 50;

/** The rows that stand in the way of an import, with what is left to decide about them. */
export async function RowReview({
  sessionId,
  upload,
  waiting: { review, acts },
  query,
  mayEdit,
}: {
  sessionId: string;
  upload: UploadView;
  waiting: WaitingReview;
  query: ReviewQuery;
  mayEdit: boolean;
}) {
  const t = await getTranslations("uploads.review");
  const { counts } = review;
  if (!upload.inspection || (counts.total === 0 && review.isChecked)) return null;
  const lines = linesOf(review, query.view, query.fault);
  const pages = Math.max(1, Math.ceil(lines.length / rowsPerPage));
  const page = Math.min(Math.max(1, query.rows), pages);
  const title = t("title");
  return (
    <section className="mt-4 flex flex-col gap-3" aria-label={t("label", { name: upload.fileName })}>
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h3 className="font-semibold">{title}</h3>
        <p className="font-medium tabular-nums" role="status">
          {t("left", { left: counts.left, total: counts.total })}
        </p>
        <p className="text-ink-soft text-sm">
          {t("done", { mended: counts.mended, skipped: counts.skipped })}
        </p>
      </div>
      <ProgressBar label={title} done={counts.total - counts.left} total={counts.total} />
      <ReviewTools
        uploadId={upload.id}
        isDone={counts.left === 0}
        needsCheck={review.needsCheck}
        isChecked={review.isChecked}
        lastAct={acts[0] ?? null}
        mayEdit={mayEdit}
      />
      {review.hasMore ? <p className="text-ink-soft text-sm">{t("more")}</p> : null}
      <FaultGroups uploadId={upload.id} groups={review.groups} mayEdit={mayEdit} />
      <ReviewTabs sessionId={sessionId} query={query} groups={review.groups} />
      <RowGrid
        key={`${query.view} ${query.fault} ${page}`}
        uploadId={upload.id}
        columns={upload.inspection.columns}
        lines={lines.slice((page - 1) * rowsPerPage, page * rowsPerPage)}
        mayEdit={mayEdit}
      />
      <ReviewPages sessionId={sessionId} query={query} page={page} pages={pages} />
      <ActList uploadId={upload.id} acts={acts} mayEdit={mayEdit} />
    </section>
  );
}
