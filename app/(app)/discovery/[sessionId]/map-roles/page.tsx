import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { WizardFrame } from "@/components/discovery/wizard-frame";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { may } from "@/lib/auth/context";
import { openSessionPage } from "@/lib/http/session-page";
import { listJobs } from "@/lib/jobs/queries";
import { isOpen } from "@/lib/jobs/schema";
import { listDecisionBatches, listDepartments, summarizeRoles } from "@/lib/roles/queries";
import { findOpenAudit } from "@/lib/roles/queries/audits";
import { listRolesLeftBehind } from "@/lib/roles/queries/left-behind";
import { listRoles } from "@/lib/roles/queries/list-roles";
import { getShownPolicy } from "@/lib/roles/queries/match-policy";
import { getModelMapping } from "@/lib/roles/queries/model-mapping";
import { getReviewPlans } from "@/lib/roles/queries/review-plan";
import { BatchHistory } from "./batch-history";
import { MappingNotices } from "./mapping-notices";
import { MappingProgress } from "./mapping-progress";
import { PolicyNote } from "./policy-note";
import { RequestMappingButton } from "./request-mapping-button";
import { RoleShapes, SpellingNotice } from "./role-shapes";
import { RoleWorkbench } from "./role-workbench";
import { RolesLeftBehindNotice } from "./roles-left-behind-notice";
import { loadRoleQuery, roleListHref, toFilter } from "./search-params";
import { areKeysOn, singleKeysCookie } from "./single-keys";

export async function generateMetadata() {
  return { title: (await getTranslations("sessions"))("steps.map-roles") };
}

export default async function MapRolesPage({
  params,
  searchParams,
}: {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const { viewer, session, mayEdit } = await openSessionPage("/discovery/[sessionId]/map-roles", params);
  const { ctx } = viewer;
  const sessionId = session.id;
  const t = await getTranslations("roles");
  const query = await loadRoleQuery(searchParams);
  const filter = toFilter(query);
  const { sort, dir: direction, after } = query;
  const [page, summary, departments, batches, jobs, leftBehind, model, policy, plans, audit] =
    await Promise.all([
      listRoles(ctx, { sessionId, filter, sort, direction, after: after ?? undefined }),
      summarizeRoles(ctx, { sessionId, filter }),
      listDepartments(ctx, sessionId),
      listDecisionBatches(ctx, sessionId),
      listJobs(ctx, { session: sessionId }),
      listRolesLeftBehind(ctx, sessionId),
      getModelMapping(ctx, sessionId),
      getShownPolicy(ctx),
      getReviewPlans(ctx, sessionId),
      findOpenAudit(ctx, sessionId),
    ]);
  const frame = { session, step: "map-roles", mayEdit } as const;
  if (summary.byState.all.roles === 0) {
    return (
      <WizardFrame {...frame}>
        <MappingProgress sessionId={sessionId} jobs={jobs} />
        <EmptyState
          title={t("empty.title")}
          action={
            <ButtonLink variant="primary" href={`/discovery/${sessionId}/upload`}>
              {t("empty.action")}
            </ButtonLink>
          }
        >
          {t("empty.body")}
        </EmptyState>
      </WizardFrame>
    );
  }
  const place = { ctx, sessionId, mayEdit };
  const missingCount = summary.withoutSuggestion.roles;
  const isMapping = jobs.some((job) => job.kind === "roles.map" && isOpen(job));
  return (
    <WizardFrame
      {...frame}
      actions={
        mayEdit && !isMapping && missingCount === 0 ? (
          <RequestMappingButton sessionId={sessionId} label={t("request.again")} variant="secondary" />
        ) : undefined
      }
    >
      <MappingNotices
        sessionId={sessionId}
        jobs={jobs}
        missingCount={missingCount}
        mayEdit={mayEdit}
        model={model}
      />
      <RolesLeftBehindNotice leftBehind={leftBehind} />
      <SpellingNotice place={place} href={roleListHref(sessionId, query, { after, look: "spellings" })} />
      <PolicyNote
        policy={{ minPercent: policy.minPercent, minMarginPercent: policy.minMarginPercent }}
        changedByName={policy.changedByName}
        mayChange={may(ctx, "reference:choose")}
      />
      <RoleWorkbench
        sessionId={sessionId}
        stamp={`${session.updatedAt.toISOString()} ${policy.minPercent} ${policy.minMarginPercent}`}
        suggested={`${isMapping} ${missingCount}`}
        fromServer={query}
        page={page}
        summary={summary}
        plans={plans}
        departments={departments}
        hasModel={model.askedCount > 0}
        policy={{ minPercent: policy.minPercent, minMarginPercent: policy.minMarginPercent }}
        audit={audit}
        viewerName={viewer.name}
        mayEdit={mayEdit}
        areKeysOn={areKeysOn((await cookies()).get(singleKeysCookie)?.value)}
      />
      {batches.length > 0 ? <BatchHistory sessionId={sessionId} batches={batches} mayEdit={mayEdit} /> : null}
      <RoleShapes
        place={place}
        look={query.look !== null}
        open={{
          roleId: query.role,
          mayComment: session.archivedAt === null,
          hrefOf: (role) => roleListHref(sessionId, query, { after, role }),
        }}
      />
    </WizardFrame>
  );
}
