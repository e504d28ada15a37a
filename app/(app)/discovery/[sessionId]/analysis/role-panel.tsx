import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ExplainedActivities } from "@/components/analysis/explained-activities";
import { ScoreExplanation } from "@/components/analysis/score-explanation";
import { TaskEvidenceList } from "@/components/analysis/task-evidence";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Notice } from "@/components/ui/notice";
import { SideDialog } from "@/components/ui/side-dialog";
import type { RoleExplanation } from "@/lib/analysis/explanation";
import { getActivityEvidence } from "@/lib/analysis/queries/activity-evidence";
import { getRoleExplanation } from "@/lib/analysis/queries/role-explanation";
import { type Ctx, may } from "@/lib/auth/context";
import { AppError } from "@/lib/errors";
import type { HrefOf } from "./run-link";

interface OpenRole {
  readonly ctx: Ctx;
  readonly sessionId: string;
  readonly runId: string;
  readonly roleId: string;
  /** Of the activity whose tasks are shown. */
  readonly activityId: string | null;
  readonly hrefOf: HrefOf;
}

/** Null for a role that the run does not hold, as an old link may ask for. */
async function findExplanation({ ctx, runId, roleId }: OpenRole): Promise<RoleExplanation | null> {
  try {
    return await getRoleExplanation(ctx, { runId, roleId });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

async function Evidence({ open, explanation }: { open: OpenRole; explanation: RoleExplanation }) {
  const { ctx, runId, roleId, activityId } = open;
  const evidence = await getActivityEvidence(ctx, { runId, roleId, activityId });
  const mayOpen = may(ctx, "reference:choose");
  return <TaskEvidenceList evidence={evidence} source={explanation.exposureSource} mayOpen={mayOpen} />;
}

/** The ways back to what the score rests on. */
async function BackLinks({ sessionId, explanation }: { sessionId: string; explanation: RoleExplanation }) {
  const t = await getTranslations("analysis.explanation");
  const { roleId, title, onetCode } = explanation.role;
  const toMapping = new URLSearchParams({ state: "all", q: title });
  const toActivities = new URLSearchParams({ occupation: onetCode ?? "", role: roleId });
  const linkClasses = "text-accent underline underline-offset-2";
  return (
    <>
      <Link className={linkClasses} href={`/discovery/${sessionId}/map-roles?${toMapping}`}>
        {t("toMapping")}
      </Link>
      {onetCode === null ? null : (
        <Link className={linkClasses} href={`/discovery/${sessionId}/activities?${toActivities}`}>
          {t("toActivities")}
        </Link>
      )}
    </>
  );
}

async function Panel({ open }: { open: OpenRole }) {
  const explanation = await findExplanation(open);
  if (!explanation) {
    const t = await getTranslations("analysis.explanation");
    return <Notice tone="warn">{t("gone")}</Notice>;
  }
  return (
    <ScoreExplanation
      explanation={explanation}
      links={<BackLinks sessionId={open.sessionId} explanation={explanation} />}
    >
      <ExplainedActivities
        explanation={explanation}
        open={{
          id: open.activityId,
          hrefOf: (activity) => open.hrefOf({ activity }),
          evidence: open.activityId ? (
            <Suspense fallback={<PageSkeleton />}>
              <Evidence open={open} explanation={explanation} />
            </Suspense>
          ) : null,
        }}
      />
    </ScoreExplanation>
  );
}

/** How one role's score came about, at an address of its own. */
export async function RolePanel({ open }: { open: OpenRole }) {
  const t = await getTranslations("analysis.explanation");
  return (
    <SideDialog
      title={t("title")}
      closeLabel={t("close")}
      closeHref={open.hrefOf({ role: null, activity: null })}
    >
      <Suspense key={open.roleId} fallback={<PageSkeleton />}>
        <Panel open={open} />
      </Suspense>
    </SideDialog>
  );
}
