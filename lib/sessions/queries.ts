import "server-only";
import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { discoverySessions as sessions, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { invalid, notFound } from "@/lib/errors";
import {
  ListSessionsInput,
  type SessionFacts,
  type SessionPage,
  type SessionSummary,
  type SessionView,
} from "./schema";

const pageSize = 50;

// Roles whose people left, and those that were merged into others, wait without people and are counted nowhere.
const hasPeople = sql`exists (select 1 from workforce_segments p where p.org_id = r.org_id and p.role_id = r.id)`;

// One correlated look per fact; each runs on an index that starts with (org_id, session_id).
const ofSession = sql`org_id = ${sessions.orgId} and session_id = ${sessions.id}`;
const latestRun = sql`(select id, created_at from analysis_runs where ${ofSession} and finished_at is not null
  order by number desc limit 1)`;

const facts = {
  importedUploadCount: sql<number>`(select count(*)::int from uploads where ${ofSession}
    and imported_at is not null and removed_at is null and superseded_at is null)`,
  pendingUploadCount: sql<number>`(select count(*)::int from uploads where ${ofSession}
    and imported_at is null and removed_at is null)`,
  roleCount: sql<number>`(select count(*)::int from roles r where r.org_id = ${sessions.orgId}
    and r.session_id = ${sessions.id} and ${hasPeople})`,
  suggestedRoleCount: sql<number>`(select count(*)::int from role_suggestions s join roles r
    on r.org_id = s.org_id and r.id = s.role_id
    where r.org_id = ${sessions.orgId} and r.session_id = ${sessions.id} and ${hasPeople})`,
  decidedRoleCount: sql<number>`(select count(*)::int from role_decisions d join roles r
    on r.org_id = d.org_id and r.id = d.role_id
    where r.org_id = ${sessions.orgId} and r.session_id = ${sessions.id} and ${hasPeople})`,
  activityChoiceCount: sql<number>`((select count(*) from activity_choices where ${ofSession})
    + (select count(*) from own_activities where ${ofSession} and removed_at is null)
    + (select count(*) from activity_reviews where ${ofSession} and withdrawn_at is null))::int`,
  finishedRunCount: sql<number>`(select count(*)::int from analysis_runs where ${ofSession}
    and finished_at is not null)`,
  isLatestRunStale: sql<boolean>`coalesce((select created_at < ${sessions.inputsChangedAt}
    from ${latestRun} as latest), false)`,
  candidateCount: sql<number>`(select count(*)::int from candidates where ${ofSession} and dismissed_at is null)`,
  areCandidatesStale: sql<boolean>`coalesce((select bool_or(c.run_id <> latest.id) from candidates c,
    ${latestRun} as latest where c.org_id = ${sessions.orgId} and c.session_id = ${sessions.id}
    and c.dismissed_at is null), false)`,
  isPublished: sql<boolean>`exists (select 1 from analysis_runs where ${ofSession} and published_at is not null)`,
};

const columns = {
  id: sessions.id,
  name: sessions.name,
  ownerId: sessions.ownerId,
  ownerName: users.name,
  updatedAt: sessions.updatedAt,
  archivedAt: sessions.archivedAt,
  deletedAt: sessions.deletedAt,
  headcount: sql<number>`coalesce((select sum(headcount) from workforce_segments where ${ofSession}), 0)::int`,
  ...facts,
};

const viewConditions: Readonly<Record<SessionView, SQL | undefined>> = {
  active: and(isNull(sessions.archivedAt), isNull(sessions.deletedAt)),
  archived: and(isNotNull(sessions.archivedAt), isNull(sessions.deletedAt)),
  deleted: isNotNull(sessions.deletedAt),
};

type Row = Omit<SessionSummary, "facts"> & SessionFacts;

function toSummary(row: Row): SessionSummary {
  const { id, name, ownerId, ownerName, updatedAt, archivedAt, deletedAt, headcount, ...facts } = row;
  return { id, name, ownerId, ownerName, updatedAt, archivedAt, deletedAt, headcount, facts };
}

function readCursor(cursor: string): { updatedAt: Date; id: string } {
  const [time, id] = cursor.split("_");
  const updatedAt = new Date(Number(time));
  if (!id || !isUuid(id) || Number.isNaN(updatedAt.getTime()))
    throw invalid("This page link is damaged. Open the list anew.");
  return { updatedAt, id };
}

/** The organization's sessions, newest change first, 50 a page. */
export async function listSessions(ctx: Ctx, input: unknown): Promise<SessionPage> {
  authorize(ctx, "session:read");
  const { view, after } = ListSessionsInput.parse(input);
  const cursor = after ? readCursor(after) : undefined;
  const beyond = cursor
    ? sql`(date_trunc('milliseconds', ${sessions.updatedAt}), ${sessions.id}) < (${cursor.updatedAt.toISOString()}::timestamptz, ${cursor.id}::uuid)`
    : undefined;
  const rows: Row[] = await inOrg(ctx, (tx) =>
    tx
      .select(columns)
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.ownerId))
      .where(and(eq(sessions.orgId, ctx.orgId), viewConditions[view], beyond))
      .orderBy(desc(sql`date_trunc('milliseconds', ${sessions.updatedAt})`), desc(sessions.id))
      .limit(pageSize + 1),
  );
  const items = rows.slice(0, pageSize).map(toSummary);
  const last = rows.length > pageSize ? items.at(-1) : undefined;
  return { items, nextCursor: last ? `${last.updatedAt.getTime()}_${last.id}` : null };
}

/** @throws AppError `not_found`; a deleted session is only found in the list of deleted ones */
export async function getSession(ctx: Ctx, sessionId: string): Promise<SessionSummary> {
  authorize(ctx, "session:read");
  if (!isUuid(sessionId)) throw notFound("session");
  const [row] = await inOrg(ctx, (tx) =>
    tx
      .select(columns)
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.ownerId))
      .where(and(eq(sessions.orgId, ctx.orgId), eq(sessions.id, sessionId), isNull(sessions.deletedAt))),
  );
  if (!row) throw notFound("session");
  return toSummary(row);
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A path segment that is no uuid is "not found", not a database error. */
function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}
