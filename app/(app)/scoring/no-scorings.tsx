import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { narrowingFields, type ScoringQuery, scoringHref } from "@/lib/scoring/scoring-filters";

/** Why there is nothing: the filter leaves none, the batch has made none yet, or nobody asked for any. */
export function NoScorings({ query, mayStart }: { query: ScoringQuery; mayStart: boolean }) {
  const t = useTranslations("scoring.empty");
  const isNarrowed =
    narrowingFields(query).length > 0 || query.status !== undefined || query.after !== undefined;
  if (isNarrowed) {
    const all = scoringHref({ sort: "newest", days: query.days, batch: query.batch });
    return (
      <EmptyState title={t("nothingTitle")} action={<ButtonLink href={all}>{t("nothingAction")}</ButtonLink>}>
        {t("nothingBody")}
      </EmptyState>
    );
  }
  if (query.batch !== undefined) return <EmptyState title={t("batchTitle")}>{t("batchBody")}</EmptyState>;
  return (
    <EmptyState
      title={t("title")}
      action={
        mayStart ? (
          <ButtonLink variant="primary" href="/scoring/new">
            {t("action")}
          </ButtonLink>
        ) : (
          <ButtonLink href="/scoring/templates">{t("actionRead")}</ButtonLink>
        )
      }
    >
      {t("body")}
    </EmptyState>
  );
}
