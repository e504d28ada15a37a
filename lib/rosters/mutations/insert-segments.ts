import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import type { WorkforceSegment } from "../schema";

/** Rows per statement; each is one array parameter per column, so the size only bounds memory. */
const blockSize = 20_000;

interface Place {
  readonly sessionId: string;
  readonly uploadId: string;
}

/** Beside each other stand in the table and its indexes what goes in one after another; in any order it takes twice as long. */
function inOrderOfTitles(segments: readonly WorkforceSegment[]): WorkforceSegment[] {
  return segments.toSorted((a, b) => (a.titleKey < b.titleKey ? -1 : Number(a.titleKey > b.titleKey)));
}

/** New titles become roles, known ones are found. @returns the role of each title, by its key */
async function rolesOf(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  segments: readonly WorkforceSegment[],
): Promise<Map<string, string>> {
  const titleByKey = new Map<string, string>();
  // The first spelling stays.
  for (const { titleKey, title } of segments) if (!titleByKey.has(titleKey)) titleByKey.set(titleKey, title);
  const keys = sql`${sql.param([...titleByKey.keys()])}::text[]`;
  await tx.execute(sql`
    insert into roles (org_id, session_id, title, title_key)
    select ${ctx.orgId}, ${sessionId}, title, title_key
      from unnest(${sql.param([...titleByKey.values()])}::text[], ${keys}) as given (title, title_key)
        on conflict do nothing`);
  const found = await tx.execute<{ id: string; titleKey: string }>(sql`
    select id, title_key as "titleKey" from roles
     where org_id = ${ctx.orgId} and session_id = ${sessionId} and department_key is null
       and title_key = any(${keys})`);
  return new Map(found.map(({ id, titleKey }) => [titleKey, id]));
}

/**
 * Stores the segments of one roster beside their roles. The upload is read from its table, so that none can belong to
 * an upload that is not the organization's. The roles are looked up once and not joined: the planner takes
 * an array of any length for ten rows, and would look up each row by itself.
 */
export async function insertSegments(
  tx: Tx,
  ctx: Ctx,
  { sessionId, uploadId }: Place,
  given: readonly WorkforceSegment[],
): Promise<void> {
  const segments = inOrderOfTitles(given);
  const roleByKey = await rolesOf(tx, ctx, sessionId, segments);
  for (let start = 0; start < segments.length; start += blockSize) {
    const block = segments.slice(start, start + blockSize);
    const column = (pick: (segment: WorkforceSegment) => string | number | null | undefined) =>
      sql.param(block.map(pick));
    await tx.execute(sql`
      insert into workforce_segments
        (org_id, session_id, upload_id, role_id, title_key, department, line_of_business, location, headcount)
      select u.org_id, u.session_id, u.id, given.*
        from uploads u, unnest(${column(({ titleKey }) => roleByKey.get(titleKey))}::uuid[],
                    ${column(({ titleKey }) => titleKey)}::text[],
                    ${column(({ department }) => department)}::text[],
                    ${column(({ lineOfBusiness }) => lineOfBusiness)}::text[],
                    ${column(({ location }) => location)}::text[],
                    ${column(({ headcount }) => headcount)}::int[]) as given
       where u.org_id = ${ctx.orgId} and u.session_id = ${sessionId} and u.id = ${uploadId}`);
  }
}
