import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { narrowingFields, type RunQuery, runsHref } from "@/lib/jobs/run-filters";

/** Why there is nothing: it was asked for what is older than the oldest, the filter leaves none, or there is none. */
export function NoRuns({ query }: { query: RunQuery }) {
  const t = useTranslations("admin-jobs.empty");
  if (query.after) {
    return (
      <EmptyState
        title={t("noOlderTitle")}
        action={<ButtonLink href={runsHref(query)}>{t("noOlderAction")}</ButtonLink>}
      >
        {t("noOlderBody")}
      </EmptyState>
    );
  }
  if (narrowingFields(query).length > 0 || query.status !== undefined) {
    return (
      <EmptyState
        title={t("nothingTitle")}
        action={<ButtonLink href={runsHref({ scope: query.scope, q: "" })}>{t("nothingAction")}</ButtonLink>}
      >
        {t("nothingBody")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("title")}
      action={
        <ButtonLink variant="primary" href="/discovery">
          {t("action")}
        </ButtonLink>
      }
    >
      {t("body")}
    </EmptyState>
  );
}
