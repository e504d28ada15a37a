import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { errorClassOf } from "@/lib/jobs/error-class";
import type { RunError } from "@/lib/jobs/run-views";

export function ErrorClassBadge({ error }: { error: RunError }) {
  return <Badge tone="bad">{errorClassOf(error.name)}</Badge>;
}

/** Its class and, where this person may read it, what it said. */
export function RunErrorText({ error, isShort = false }: { error: RunError; isShort?: boolean }) {
  const t = useTranslations("admin-jobs.error");
  return (
    <>
      <ErrorClassBadge error={error} />{" "}
      <span className={isShort ? "line-clamp-2" : "break-words"} title={error.message ?? undefined}>
        {error.message ?? t("hidden")}
      </span>
    </>
  );
}
