import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { TabLink } from "@/components/ui/tab-link";
import { reviewViews } from "@/lib/rosters/review-schema";
import type { CodeGroup } from "@/lib/rosters/roster-review";
import { type ReviewQuery, reviewHref } from "./search-params";

/** Only what is left or all, of every fault or of one. */
export function ReviewTabs({
  sessionId,
  query,
  groups,
}: {
  sessionId: string;
  query: ReviewQuery;
  groups: readonly CodeGroup[];
}) {
  const t = useTranslations("uploads.review");
  // The fault that is shown keeps its tab when the last of its rows is settled, and with it the way to the others.
  const codes = new Set([null, ...groups.map(({ code }) => code), query.fault]);
  return (
    <nav aria-label={t("views")} className="flex flex-wrap gap-1">
      {reviewViews.map((view) => (
        <TabLink
          key={view}
          href={reviewHref(sessionId, query, { view })}
          isCurrent={view === query.view}
          scroll={false}
        >
          {t(view)}
        </TabLink>
      ))}
      {codes.size > 2 || query.fault
        ? [...codes].map((fault) => (
            <TabLink
              key={fault}
              href={reviewHref(sessionId, query, { fault })}
              isCurrent={fault === query.fault}
              scroll={false}
            >
              {fault ? t(`codes.${fault}`) : t("allFaults")}
            </TabLink>
          ))
        : null}
    </nav>
  );
}

export function ReviewPages({
  sessionId,
  query,
  page,
  pages,
}: {
  sessionId: string;
  query: ReviewQuery;
  page: number;
  pages: number;
}) {
  const t = useTranslations("uploads.review");
  if (pages === 1) return null;
  const link = (to: number) => reviewHref(sessionId, query, { rows: to });
  return (
    <nav aria-label={t("pages")} className="flex items-center gap-3 text-sm">
      {page > 1 ? (
        <ButtonLink size="small" href={link(page - 1)} scroll={false}>
          {t("previous")}
        </ButtonLink>
      ) : null}
      <span>{t("page", { page, pages })}</span>
      {page < pages ? (
        <ButtonLink size="small" href={link(page + 1)} scroll={false}>
          {t("next")}
        </ButtonLink>
      ) : null}
    </nav>
  );
}
