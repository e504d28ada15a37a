import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { DecisionOrigin } from "@/db/enums";
import { decisionBatches, onetTitles, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { keptPerRelease } from "@/lib/onet/queries/kept-per-release";
import { getOccupationFacts } from "@/lib/onet/queries/occupation-facts";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { proposalsShown, type SpelledRole, type SpellingProposals } from "@/lib/roles/panel-schema";
import { FindRolesInput, type FoundRole, type ShapeBatch, ShapeRecord } from "@/lib/roles/shape-schema";
import { groupSpellings } from "@/lib/roles/spelling-groups";
import { singular } from "@/lib/roles/title-normaliser";
import { isShape } from "./batch-kinds";
import { containing, roleHeads } from "./role-facts";

const batchLimit = 20;
const foundLimit = 12;
/** Titles compared in one go, those with the most people; so many take about a second. */
const mostCompared = 10_000;

/** Splits and merges of a session, the newest first; the last 20. */
export async function listShapeBatches(ctx: Ctx, sessionId: string): Promise<ShapeBatch[]> {
  authorize(ctx, "session:read");
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select({
        id: decisionBatches.id,
        criteria: decisionBatches.criteria,
        madeByName: users.name,
        createdAt: decisionBatches.createdAt,
        undoneAt: decisionBatches.undoneAt,
        title: sql<string>`coalesce((select title from roles r where r.org_id = ${decisionBatches.orgId}
          and r.id = (${decisionBatches.criteria} ->> 'roleId')::uuid), '')`,
      })
      .from(decisionBatches)
      .innerJoin(users, eq(users.id, decisionBatches.madeBy))
      .where(and(eq(decisionBatches.orgId, ctx.orgId), eq(decisionBatches.sessionId, sessionId), isShape))
      .orderBy(desc(decisionBatches.createdAt), desc(decisionBatches.id))
      .limit(batchLimit),
  );
  return rows.map(({ criteria, ...batch }) => {
    const { by, roles } = ShapeRecord.parse(criteria);
    return { ...batch, by, roleCount: roles.length };
  });
}

/** Roles of a session with the text in their title, the most people first; for choosing one to merge. */
export async function findRoles(ctx: Ctx, input: unknown): Promise<FoundRole[]> {
  authorize(ctx, "session:read");
  const { sessionId, q } = FindRolesInput.parse(input);
  const text = q.replaceAll("\0", "").trim();
  if (text === "") return [];
  const rows = await inOrg(ctx, (tx) =>
    tx.execute<Omit<FoundRole, "decision"> & { isDecided: boolean; occupation: string | null }>(sql`
      select r.id, r.title, h.headcount, d.role_id is not null as "isDecided",
             coalesce((select o.title from onet_occupations o where o.release = d.release and o.code = d.onet_code),
                      d.onet_code) as occupation
        from (${roleHeads(ctx, sessionId)}) h
        join roles r on r.org_id = ${ctx.orgId} and r.id = h.role_id
        left join role_decisions d on d.org_id = r.org_id and d.role_id = r.id
       where r.title ilike ${containing(text)}
       order by h.headcount desc, r.title, r.id
       limit ${foundLimit}`),
  );
  return rows.map(({ isDecided, occupation, ...role }) => ({
    ...role,
    decision: isDecided ? { occupation } : null,
  }));
}

const kept = keptPerRelease<ReadonlySet<string>>("title words");

/** Words of all titles of the release, in lower case and singular. */
function getTitleVocabulary(tx: Tx, release: string): Promise<ReadonlySet<string>> {
  return kept(release, async () => {
    const facts = await getOccupationFacts(tx, release);
    const titles = await tx
      .select({ title: onetTitles.title })
      .from(onetTitles)
      .where(and(eq(onetTitles.release, release), inArray(onetTitles.kind, ["alternate", "reported"])));
    const texts = [...[...facts.values()].map(({ title }) => title), ...titles.map(({ title }) => title)];
    return new Set(texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(singular));
  });
}

type ComparedRole = Omit<SpelledRole, "decision"> & {
  isDecided: boolean;
  occupation: string | null;
  origin: DecisionOrigin;
};

/** Groups of titles of a session that look like spellings of one, to be merged by a person. */
export async function proposeSpellings(ctx: Ctx, sessionId: string): Promise<SpellingProposals> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    // Parts of a role that was split stay out: they are one title, and meant to be apart.
    const rows = await tx.execute<ComparedRole & Record<string, unknown>>(sql`
      select r.id, r.title, h.headcount, d.role_id is not null as "isDecided", d.origin,
             coalesce((select o.title from onet_occupations o where o.release = d.release and o.code = d.onet_code),
                      d.onet_code) as occupation
        from (${roleHeads(ctx, sessionId)}) h
        join roles r on r.org_id = ${ctx.orgId} and r.id = h.role_id and r.department_key is null
        left join role_decisions d on d.org_id = r.org_id and d.role_id = r.id
       order by h.headcount desc, r.id
       limit ${mostCompared}`);
    const groups = groupSpellings(rows, await getTitleVocabulary(tx, release));
    const byId = new Map(
      rows.map(({ id, title, headcount, isDecided, occupation, origin }): [string, SpelledRole] => [
        id,
        { id, title, headcount, decision: isDecided ? { occupation, origin } : null },
      ]),
    );
    return {
      groupCount: groups.length,
      otherCount: groups.reduce((sum, { otherIds }) => sum + otherIds.length, 0),
      items: groups.slice(0, proposalsShown).flatMap(({ intoId, otherIds }) => {
        const into = byId.get(intoId);
        return into ? [{ into, others: otherIds.flatMap((id) => byId.get(id) ?? []) }] : [];
      }),
    };
  });
}
