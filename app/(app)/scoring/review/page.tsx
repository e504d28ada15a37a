import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeader } from "@/components/ui/card";
import { may } from "@/lib/auth/context";
import { openPage, orNotFound } from "@/lib/http/page";
import { getScoringJob } from "@/lib/scoring/queries/get-scoring-job";
import { listReviewQueue } from "@/lib/scoring/queries/review-queue";
import { readReviewQuery } from "@/lib/scoring/review-address";
import { AreaNav } from "../area-nav";
import { QueueList } from "./queue-list";
import { ReviewedItem } from "./reviewed-item";

export async function generateMetadata() {
  return { title: (await getTranslations("scoring"))("queue.title") };
}

export default async function ReviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await openPage("/scoring/review");
  const t = await getTranslations("scoring.queue");
  const { query } = readReviewQuery(await searchParams);
  const { items, total } = await listReviewQueue(ctx);
  const currentId = query.job ?? items[0]?.id;
  const job = currentId === undefined ? undefined : await orNotFound(getScoringJob(ctx, currentId));
  const place = items.findIndex(({ id }) => id === currentId);
  // What was decided just now has left the queue: then its first is next.
  const nextId = place === -1 ? items[0]?.id : items[place + 1]?.id;
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <AreaNav current="review" />
      {job === undefined ? (
        <EmptyState
          title={t("emptyTitle")}
          action={<ButtonLink href="/scoring">{t("emptyAction")}</ButtonLink>}
        >
          {t("emptyBody")}
        </EmptyState>
      ) : (
        <>
          <QueueList items={items} total={total} currentId={job.id} />
          <ReviewedItem
            key={job.id}
            job={job}
            isRevealed={query.revealed === "yes" || job.reviews.length > 0}
            mayReview={may(ctx, "scoring:review")}
            nextId={nextId === job.id ? null : (nextId ?? null)}
          />
        </>
      )}
    </>
  );
}
