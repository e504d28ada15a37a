import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import type { Roadmap } from "@/lib/candidates/schema";
import { ReplanButton } from "./replan-button";

/** What on the board does not follow from the latest state of the session, and what to do about it. */
export async function RoadmapNotices({
  sessionId,
  roadmap,
  isRunStale,
  mayEdit,
}: {
  sessionId: string;
  roadmap: Roadmap;
  /** Something changed after the latest run. */
  isRunStale: boolean;
  mayEdit: boolean;
}) {
  const t = await getTranslations("roadmap.stale");
  const notices = await getTranslations("roadmap");
  const { cards, runNumber, limit } = roadmap;
  const number = runNumber ?? 0;
  const staleCount = cards.filter(({ staleReason, leftWith }) => staleReason !== null && !leftWith).length;
  const leftCount = cards.filter(({ leftWith }) => leftWith !== null).length;
  const unplannedCount = cards.filter(
    (card) => card.runNumber !== number && card.staleReason === null && !card.leftWith,
  ).length;
  return (
    <div className="mb-4 flex flex-col gap-2 empty:hidden">
      {isRunStale ? (
        <Notice tone="warn">
          {t.rich("inputs", {
            number,
            link: (text) => (
              <Link className="underline underline-offset-2" href={`/discovery/${sessionId}/analysis`}>
                {text}
              </Link>
            ),
          })}
        </Notice>
      ) : null}
      {unplannedCount > 0 ? (
        <Notice tone="warn">
          <span className="mr-3">{t("unplanned", { count: unplannedCount })}</span>
          {mayEdit ? (
            <ReplanButton sessionId={sessionId} limit={limit} label={t("replan", { number })} />
          ) : null}
        </Notice>
      ) : null}
      {leftCount > 0 ? <Notice tone="warn">{notices("leftCards", { count: leftCount })}</Notice> : null}
      {staleCount > 0 ? <Notice tone="warn">{t("cards", { count: staleCount })}</Notice> : null}
    </div>
  );
}
