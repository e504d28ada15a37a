import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { WizardFrame } from "@/components/discovery/wizard-frame";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { getOccupationActivities } from "@/lib/activities/queries";
import { listChoicesLeftBehind } from "@/lib/activities/queries/left-behind";
import { listOccupationsWithActivities } from "@/lib/activities/queries/list-occupations";
import type { OccupationActivitiesView } from "@/lib/activities/schema";
import type { Ctx } from "@/lib/auth/context";
import { AppError } from "@/lib/errors";
import { openSessionPage } from "@/lib/http/session-page";
import { ActivityBoard } from "./activity-board";
import { ChoicesLeftBehindNotice } from "./choices-left-behind-notice";
import { CopyPanel } from "./copy-panel";
import { EvidencePanel } from "./evidence-panel";
import { OccupationHead } from "./occupation-head";
import { OccupationList } from "./occupation-list";
import { ReviewBar } from "./review-bar";
import {
  type ActivityQuery,
  activitiesHref,
  closedPanelsHref,
  loadActivityQuery,
  panelsClosed,
} from "./search-params";

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
  nextCode,
  mayEdit,
}: {
  ctx: Ctx;
  sessionId: string;
  code: string;
  query: ActivityQuery;
  /** Without the panels that lie over the page. */
  closeHref: string;
  /** The next occupation to look at; null when there is none. */
  nextCode: string | null;
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
        hrefOf={(role) => activitiesHref(sessionId, query, { ...panelsClosed, occupation: code, role })}
      />
      <ReviewBar
        sessionId={sessionId}
        occupation={view}
        nextHref={
          nextCode === null
            ? null
            : activitiesHref(sessionId, query, { ...panelsClosed, occupation: nextCode, role: null })
        }
        mayEdit={mayEdit}
      />
      <ActivityBoard
        key={`${view.code} ${view.role?.id ?? ""}`}
        sessionId={sessionId}
        view={view}
        copyHref={activitiesHref(sessionId, query, { ...panelsClosed, occupation: code, copy: true })}
        mayEdit={mayEdit}
      />
      {query.copy && mayEdit ? (
        <CopyPanel
          ctx={ctx}
          target={{ sessionId, code, roleId: view.role?.id ?? null, title: view.role?.title ?? view.title }}
          query={{ ...query, occupation: code }}
          closeHref={closeHref}
        />
      ) : null}
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
      state: query.state ?? undefined,
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
  const nextCode =
    list.state === "look" ? (list.items.find((item) => item.code !== code)?.code ?? null) : null;
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
              closeHref={await closedPanelsHref(session.id, query, searchParams)}
              nextCode={nextCode}
              mayEdit={mayEdit}
            />
          ) : null}
        </div>
      </div>
    </WizardFrame>
  );
}
