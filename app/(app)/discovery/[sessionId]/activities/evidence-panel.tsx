import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { TaskEvidenceList } from "@/components/analysis/task-evidence";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Notice } from "@/components/ui/notice";
import { SideDialog } from "@/components/ui/side-dialog";
import { getSessionEvidence } from "@/lib/activities/queries/session-evidence";
import { type Ctx, may } from "@/lib/auth/context";

interface Asked {
  readonly sessionId: string;
  readonly code: string;
  readonly activityId: string;
}

async function Evidence({ ctx, asked }: { ctx: Ctx; asked: Asked }) {
  const t = await getTranslations("activities.evidence");
  const { evidence, source } = await getSessionEvidence(ctx, asked);
  if (evidence === null) return <Notice tone="warn">{t("gone")}</Notice>;
  return (
    <>
      <h3 className="mb-3 font-semibold text-lg">{evidence.name}</h3>
      <TaskEvidenceList evidence={evidence} source={source} mayOpen={may(ctx, "reference:choose")} />
    </>
  );
}

/** Where an activity's exposure comes from, at an address of its own. */
export async function EvidencePanel({
  ctx,
  asked,
  closeHref,
}: {
  ctx: Ctx;
  asked: Asked;
  closeHref: string;
}) {
  const t = await getTranslations("activities.evidence");
  return (
    <SideDialog title={t("title")} closeLabel={t("close")} closeHref={closeHref}>
      <Suspense key={asked.activityId} fallback={<PageSkeleton />}>
        <Evidence ctx={ctx} asked={asked} />
      </Suspense>
    </SideDialog>
  );
}
