import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import type { SessionFacts } from "@/lib/sessions/schema";
import { RunButton } from "./run-button";

/** What an analysis is, and what it still needs. */
export function NeverRun({
  sessionId,
  facts,
  mayEdit,
  isRunning,
}: {
  sessionId: string;
  facts: SessionFacts;
  mayEdit: boolean;
  isRunning: boolean;
}) {
  const t = useTranslations("analysis");
  if (facts.roleCount === 0) {
    return (
      <EmptyState
        title={t("empty.title")}
        action={
          mayEdit ? (
            <ButtonLink variant="primary" href={`/discovery/${sessionId}/upload`}>
              {t("empty.toUpload")}
            </ButtonLink>
          ) : undefined
        }
      >
        {t("empty.noRoles")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("empty.title")}
      action={
        mayEdit ? (
          <div className="flex flex-wrap justify-center gap-2">
            <RunButton sessionId={sessionId} label={t("run.start")} variant="primary" isRunning={isRunning} />
            <ButtonLink href={`/discovery/${sessionId}/map-roles`}>{t("empty.toMapping")}</ButtonLink>
          </div>
        ) : undefined
      }
    >
      {mayEdit ? t("empty.body") : t("empty.readOnly")}
    </EmptyState>
  );
}
