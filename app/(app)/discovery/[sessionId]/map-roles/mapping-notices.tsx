import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import { isOpen, type JobView } from "@/lib/jobs/schema";
import type { ModelMapping } from "@/lib/roles/schema";
import { MappingProgress } from "./mapping-progress";
import { RequestMappingButton } from "./request-mapping-button";

/** What runs, what failed, and what still lacks a suggestion with the button that asks for it. */
export async function MappingNotices({
  sessionId,
  jobs,
  missingCount,
  mayEdit,
  model,
}: {
  sessionId: string;
  /** The newest first. */
  jobs: readonly JobView[];
  missingCount: number;
  mayEdit: boolean;
  model: ModelMapping;
}) {
  const t = await getTranslations("roles.request");
  const mapping = jobs.find(({ kind }) => kind === "roles.map");
  const isMapping = mapping !== undefined && isOpen(mapping);
  return (
    <>
      <MappingProgress sessionId={sessionId} jobs={jobs} />
      {mapping?.state === "failed" ? (
        <div className="mb-4">
          <Notice tone="bad">{t("failed", { message: mapping.errorMessage ?? "" })}</Notice>
        </div>
      ) : null}
      {model.unansweredCount > 0 && !isMapping ? (
        <div className="mb-4">
          <Notice tone="warn">{t("unanswered", { count: model.unansweredCount, why: model.why })}</Notice>
        </div>
      ) : null}
      {missingCount > 0 && !isMapping ? (
        <div className="mb-4 flex flex-wrap items-center gap-3">
          <Notice tone="warn">{t("missing", { count: missingCount })}</Notice>
          {mayEdit ? (
            <RequestMappingButton sessionId={sessionId} label={t("submit")} variant="primary" />
          ) : null}
        </div>
      ) : null}
    </>
  );
}
