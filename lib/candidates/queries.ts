import "server-only";
import { and, asc, desc, eq, gt, ilike, isNotNull, isNull, notExists, or, type SQL, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { Tier } from "@/db/enums";
import { analysisResults, analysisRuns, candidates, discoverySessions } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { defaultCandidateLimit } from "./candidate-plan";
import {
  type CandidateCard,
  ListRemainingInput,
  type RemainingPage,
  type Roadmap,
  type StaleReason,
} from "./schema";

const remainingPageSize = 50;

/** The newest finished run of a session. */
export async function findLatestRun(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
): Promise<{ id: string; number: number } | undefined> {
  const [run] = await tx
    .select({ id: analysisRuns.id, number: analysisRuns.number })
    .from(analysisRuns)
    .where(
      and(
        eq(analysisRuns.orgId, ctx.orgId),
        eq(analysisRuns.sessionId, sessionId),
        isNotNull(analysisRuns.finishedAt),
      ),
    )
    .orderBy(desc(analysisRuns.number))
    .limit(1);
  return run;
}

/** The board of a session: every card that was not dismissed, with the figures of the run it was last planned from. */
export async function getRoadmap(ctx: Ctx, sessionId: string): Promise<Roadmap> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const [session] = await tx
      .select({ limit: discoverySessions.candidateLimit })
      .from(discoverySessions)
      .where(and(eq(discoverySessions.orgId, ctx.orgId), eq(discoverySessions.id, sessionId)));
    if (!session) throw notFound("session");
    const run = await findLatestRun(tx, ctx, sessionId);
    return {
      runNumber: run?.number ?? null,
      limit: session.limit ?? defaultCandidateLimit,
      cards: run ? await listCards(tx, ctx, sessionId, run.id) : [],
      remainingCount: run ? await countRemaining(tx, ctx, run.id) : 0,
    };
  });
}

/** What the plan left behind: it points every card whose role is ranked to its run (refresh-candidates.ts). */
function staleReasonOf(
  row: { readonly staleAt: Date | null; readonly runId: string; readonly runTier: Tier | null },
  latestRunId: string,
): StaleReason | null {
  if (row.staleAt === null) return null;
  if (row.runId !== latestRunId) return "not_scored";
  return row.runTier === null ? "no_tier" : "below_limit";
}

/** As JSON, since it is one fact of two values: the roster with which a card's role was left without people. */
const leftWith = sql<{ fileName: string; at: string } | null>`(
  select json_build_object('fileName', later.file_name, 'at', former.superseded_at)
    from former_segments g
    join uploads former on former.org_id = g.org_id and former.id = g.upload_id
    join uploads later on later.org_id = former.org_id and later.id = former.superseded_by_id
   where g.org_id = ${candidates.orgId} and g.role_id = ${candidates.roleId}
     and not exists (select 1 from workforce_segments s
                      where s.org_id = ${candidates.orgId} and s.role_id = ${candidates.roleId})
   order by former.superseded_at desc limit 1)`;

async function listCards(tx: Tx, ctx: Ctx, sessionId: string, latestRunId: string): Promise<CandidateCard[]> {
  const rows = await tx
    .select({
      id: candidates.id,
      roleId: candidates.roleId,
      roleTitle: sql<string>`coalesce(${analysisResults.title}, (select title from roles r
        where r.org_id = ${candidates.orgId} and r.id = ${candidates.roleId}))`,
      occupation: analysisResults.occupation,
      name: candidates.name,
      description: candidates.description,
      tier: candidates.tier,
      tierOrigin: candidates.tierOrigin,
      runTier: analysisResults.tier,
      position: candidates.position,
      isChosenForBuild: sql<boolean>`${candidates.chosenForBuildAt} is not null`,
      staleAt: candidates.staleAt,
      leftWith,
      runId: candidates.runId,
      runNumber: analysisRuns.number,
      version: candidates.version,
      headcount: sql<number>`coalesce(${analysisResults.headcount}, 0)`,
      exposure: analysisResults.exposure,
      impact: analysisResults.impact,
      complexity: analysisResults.complexity,
      priority: analysisResults.priority,
      rank: analysisResults.rank,
    })
    .from(candidates)
    .innerJoin(
      analysisRuns,
      and(eq(analysisRuns.orgId, candidates.orgId), eq(analysisRuns.id, candidates.runId)),
    )
    .leftJoin(
      analysisResults,
      and(
        eq(analysisResults.orgId, candidates.orgId),
        eq(analysisResults.runId, candidates.runId),
        eq(analysisResults.roleId, candidates.roleId),
      ),
    )
    .where(
      and(
        eq(candidates.orgId, ctx.orgId),
        eq(candidates.sessionId, sessionId),
        isNull(candidates.dismissedAt),
      ),
    )
    .orderBy(asc(candidates.position), asc(candidates.id));
  return rows.map(({ staleAt, runId, leftWith: left, ...row }) => ({
    ...row,
    leftWith: left && { fileName: left.fileName, at: new Date(left.at) },
    staleReason: staleReasonOf({ staleAt, runId, runTier: row.runTier }, latestRunId),
  }));
}

/** Ranked in the run, and no card of the board. */
function remaining(tx: Tx, ctx: Ctx, runId: string): SQL | undefined {
  return and(
    eq(analysisResults.orgId, ctx.orgId),
    eq(analysisResults.runId, runId),
    isNotNull(analysisResults.rank),
    notExists(
      tx
        .select({ one: sql`1` })
        .from(candidates)
        .where(
          and(
            eq(candidates.orgId, ctx.orgId),
            eq(candidates.roleId, analysisResults.roleId),
            isNull(candidates.dismissedAt),
          ),
        ),
    ),
  );
}

async function countRemaining(tx: Tx, ctx: Ctx, runId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(analysisResults)
    .where(remaining(tx, ctx, runId));
  return row?.count ?? 0;
}

/** Roles of the latest run without a card, in rank order, 50 a page. */
export async function listRemaining(ctx: Ctx, input: unknown): Promise<RemainingPage> {
  authorize(ctx, "session:read");
  const { sessionId, search, afterRank } = ListRemainingInput.parse(input);
  const pattern = `%${search.trim().replaceAll(/[\\%_]/g, "\\$&")}%`;
  return inOrg(ctx, async (tx) => {
    const run = await findLatestRun(tx, ctx, sessionId);
    if (!run) return { items: [], nextRank: null };
    const rows = await tx
      .select({
        roleId: analysisResults.roleId,
        title: analysisResults.title,
        occupation: analysisResults.occupation,
        tier: analysisResults.tier,
        headcount: analysisResults.headcount,
        exposure: analysisResults.exposure,
        impact: analysisResults.impact,
        complexity: analysisResults.complexity,
        priority: analysisResults.priority,
        rank: analysisResults.rank,
        isDismissed: sql<boolean>`exists (select 1 from candidates c where c.org_id = ${analysisResults.orgId}
          and c.role_id = ${analysisResults.roleId} and c.dismissed_at is not null)`,
      })
      .from(analysisResults)
      .where(
        and(
          remaining(tx, ctx, run.id),
          gt(analysisResults.rank, afterRank),
          search.trim()
            ? or(ilike(analysisResults.title, pattern), ilike(analysisResults.occupation, pattern))
            : undefined,
        ),
      )
      .orderBy(asc(analysisResults.rank))
      .limit(remainingPageSize + 1);
    const items = rows.slice(0, remainingPageSize);
    return { items, nextRank: rows.length > remainingPageSize ? (items.at(-1)?.rank ?? null) : null };
  });
}
