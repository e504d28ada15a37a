import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { WizardFrame } from "@/components/discovery/wizard-frame";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { openSessionPage } from "@/lib/http/session-page";
import { listJobs } from "@/lib/jobs/queries";
import { isOpen } from "@/lib/jobs/schema";
import { listDecisionBatches, listDepartments, summarizeRoles } from "@/lib/roles/queries";
import { listRolesLeftBehind } from "@/lib/roles/queries/left-behind";
import { listRoles } from "@/lib/roles/queries/list-roles";
import { getModelMapping } from "@/lib/roles/queries/model-mapping";
import type { RolePage, RoleSort, RoleSummary } from "@/lib/roles/schema";
import { BatchHistory } from "./batch-history";
import { BulkBar } from "./bulk-bar";
import { FilterBar } from "./filter-bar";
import { MappingNotices } from "./mapping-notices";
import { MappingProgress } from "./mapping-progress";
import { RequestMappingButton } from "./request-mapping-button";
import { type ColumnSort, RoleList } from "./role-list";
import { RoleShapes, SpellingNotice } from "./role-shapes";
import { RolesLeftBehindNotice } from "./roles-left-behind-notice";
import { isNarrowed, loadRoleQuery, noFilter, type RoleQuery, roleListHref, toFilter } from "./search-params";
import { StateTabs } from "./state-tabs";
import { SummaryTiles } from "./summary-tiles";

export async function generateMetadata() {
  return { title: (await getTranslations("sessions"))("steps.map-roles") };
}

/** The first click sorts a column the way one usually wants it; the next one turns it round. */
function columnSort(sessionId: string, query: RoleQuery, sort: RoleSort): ColumnSort {
  const usual = sort === "title" ? "asc" : "desc";
  const other = sort === "title" ? "desc" : "asc";
  const isCurrent = query.sort === sort;
  return {
    href: roleListHref(sessionId, query, { sort, dir: isCurrent && query.dir === usual ? other : usual }),
    direction: isCurrent ? (query.dir === "asc" ? "ascending" : "descending") : undefined,
  };
}

async function RoleTable({
  sessionId,
  query,
  page,
  matching,
  viewerName,
  mayEdit,
}: {
  sessionId: string;
  query: RoleQuery;
  page: RolePage;
  matching: RoleSummary["matching"];
  viewerName: string;
  mayEdit: boolean;
}) {
  const t = await getTranslations("roles");
  const { state, sort, after } = query;
  if (page.items.length === 0) {
    return <EmptyState title={t(`nothing.${state}.title`)}>{t(`nothing.${state}.body`)}</EmptyState>;
  }
  return (
    <>
      <p className="mb-2 flex flex-wrap gap-x-3 text-ink-soft text-sm">
        <span>{t("list.matching", { count: matching.roles, people: matching.people })}</span>
        <span>{t(`list.sortedBy.${sort}`)}</span>
        {sort === "review" ? null : (
          <Link
            className="text-accent underline underline-offset-2"
            href={roleListHref(sessionId, query, { sort: "review", dir: "desc" })}
            scroll={false}
          >
            {t("list.byReview")}
          </Link>
        )}
      </p>
      <RoleList
        key={roleListHref(sessionId, query, { after })}
        sessionId={sessionId}
        rows={page.items}
        sorts={{
          title: columnSort(sessionId, query, "title"),
          headcount: columnSort(sessionId, query, "headcount"),
          confidence: columnSort(sessionId, query, "confidence"),
        }}
        viewerName={viewerName}
        mayEdit={mayEdit}
      />
      <nav aria-label={t("list.pages")} className="mt-4 flex justify-center gap-3">
        {after ? (
          <ButtonLink href={roleListHref(sessionId, query, {})}>{t("list.firstPage")}</ButtonLink>
        ) : null}
        {page.nextCursor ? (
          <ButtonLink href={roleListHref(sessionId, query, { after: page.nextCursor })}>
            {t("list.nextPage")}
          </ButtonLink>
        ) : null}
      </nav>
    </>
  );
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
  const [page, summary, departments, batches, jobs, leftBehind, model] = await Promise.all([
    listRoles(ctx, { sessionId, filter, sort, direction, after: after ?? undefined }),
    summarizeRoles(ctx, { sessionId, filter }),
    listDepartments(ctx, sessionId),
    listDecisionBatches(ctx, sessionId),
    listJobs(ctx, { session: sessionId }),
    listRolesLeftBehind(ctx, sessionId),
    getModelMapping(ctx, sessionId),
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
      <SummaryTiles
        summary={summary}
        unclearHref={roleListHref(sessionId, query, {
          ...noFilter,
          state: "unclear",
          sort: "review",
          dir: "desc",
        })}
      />
      <StateTabs sessionId={sessionId} query={query} summary={summary} />
      <FilterBar
        sessionId={sessionId}
        query={query}
        filter={filter}
        departments={departments}
        hasModel={model.askedCount > 0}
      />
      {mayEdit && summary.confirmable.length > 0 ? (
        <BulkBar
          sessionId={sessionId}
          filter={filter}
          isNarrowed={isNarrowed(filter) || filter.state === "unclear"}
          confirmable={summary.confirmable}
        />
      ) : null}
      <RoleTable
        sessionId={sessionId}
        query={query}
        page={page}
        matching={summary.matching}
        viewerName={viewer.name}
        mayEdit={mayEdit}
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
