import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { WizardFrame } from "@/components/discovery/wizard-frame";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { getOccupationActivities } from "@/lib/activities/queries";
import { listOccupationsWithActivities } from "@/lib/activities/queries/list-occupations";
import { listChoicesLeftBehind } from "@/lib/activities/queries/left-behind";
import type { OccupationActivitiesView } from "@/lib/activities/schema";
import type { Ctx } from "@/lib/auth/context";
import { AppError } from "@/lib/errors";
import { openSessionPage } from "@/lib/http/session-page";
import { ActivityBoard } from "./activity-board";
import { ChoicesLeftBehindNotice } from "./choices-left-behind-notice";
import { EvidencePanel } from "./evidence-panel";
import { OccupationHead } from "./occupation-head";
import { OccupationList } from "./occupation-list";
import { type ActivityQuery, activitiesHref, closedEvidenceHref, loadActivityQuery } from "./search-params";

export async function generateMetadata() {
  return { title: (await getTranslations("sessions"))("steps.activities") };
}

/** Null when the roles are mapped to something else by now, as they may be when a link is old. */
async function findOpenOccupation(
  ctx: Ctx,
  sessionId: string,
  code: string,
  roleId: string | null,
): Promise<OccupationActivitiesView | null> {
  try {
    return await getOccupationActivities(ctx, { sessionId, code, roleId: roleId ?? undefined });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

async function OpenOccupation({
  ctx,
  sessionId,
  code,
  query,
  closeHref,
  mayEdit,
}: {
  ctx: Ctx;
  sessionId: string;
  code: string;
  query: ActivityQuery;
  /** Without the panel that shows an activity's tasks. */
  closeHref: string;
  mayEdit: boolean;
}) {
  const view = await findOpenOccupation(ctx, sessionId, code, query.role);
  if (!view) {
    const t = await getTranslations("activities.gone");
    return <EmptyState title={t("title")}>{t("body")}</EmptyState>;
  }
  return (
    <>
      <OccupationHead
        view={view}
        hrefOf={(role) => activitiesHref(sessionId, query, { occupation: code, role, evidence: null })}
      />
      <ActivityBoard
        key={`${view.code} ${view.role?.id ?? ""}`}
        sessionId={sessionId}
        view={view}
        mayEdit={mayEdit}
      />
      {query.evidence ? (
        <EvidencePanel
          ctx={ctx}
          asked={{ sessionId, code, activityId: query.evidence }}
          closeHref={closeHref}
        />
      ) : null}
    </>
  );
}

export default async function ActivitiesPage({
  params,
  searchParams,
}: {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const { viewer, session, mayEdit } = await openSessionPage("/discovery/[sessionId]/activities", params);
  const t = await getTranslations("activities");
  const query = await loadActivityQuery(searchParams);
  const [list, leftBehind] = await Promise.all([
    listOccupationsWithActivities(viewer.ctx, {
      sessionId: session.id,
      search: query.q.slice(0, 200),
      onlyAdjusted: query.adjusted,
      after: query.after ?? undefined,
    }),
    listChoicesLeftBehind(viewer.ctx, session.id),
  ]);
  const frame = { session, step: "activities", mayEdit } as const;
  if (list.total === 0) {
    return (
      <WizardFrame {...frame}>
        <EmptyState
          title={t("empty.title")}
          action={
            <ButtonLink variant="primary" href={`/discovery/${session.id}/map-roles`}>
              {t("empty.action")}
            </ButtonLink>
          }
        >
          {t("empty.body")}
        </EmptyState>
      </WizardFrame>
    );
  }
  const code = query.occupation ?? list.items[0]?.code;
  return (
    <WizardFrame
      {...frame}
      actions={
        <ButtonLink variant="primary" href={`/discovery/${session.id}/analysis`}>
          {t("continue")}
        </ButtonLink>
      }
    >
      <p className="mb-4 max-w-prose text-ink-soft">{t("intro")}</p>
      {list.unmapped.roleCount > 0 ? (
        <div className="mb-4">
          <Notice>
            {t.rich("unmapped", {
              roles: list.unmapped.roleCount,
              people: list.unmapped.headcount,
              link: (text) => (
                <Link
                  className="text-accent underline underline-offset-2"
                  href={`/discovery/${session.id}/map-roles`}
                >
                  {text}
                </Link>
              ),
            })}
          </Notice>
        </div>
      ) : null}
      <ChoicesLeftBehindNotice leftBehind={leftBehind} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <OccupationList
          sessionId={session.id}
          list={list}
          query={query}
          currentCode={code ?? null}
          mayEdit={mayEdit}
        />
        <div className="min-w-0">
          {code ? (
            <OpenOccupation
              ctx={viewer.ctx}
              sessionId={session.id}
              code={code}
              query={query}
              closeHref={await closedEvidenceHref(session.id, query, searchParams)}
              mayEdit={mayEdit}
            />
          ) : null}
        </div>
      </div>
    </WizardFrame>
  );
}
