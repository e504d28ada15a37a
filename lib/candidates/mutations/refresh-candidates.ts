import "server-only";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { analysisRuns, candidates, discoverySessions } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { invalid, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { openForEdit } from "@/lib/sessions/mutations";
import { type CandidateUpdate, defaultCandidateLimit, planCandidates as plan } from "../candidate-plan";
import { findLatestRun } from "../queries";
import { listExistingCandidates, listRankedRoles } from "../queries/run-roles";
import { PlanCandidatesInput } from "../schema";

/**
 * After a run: proposes the top roles, refreshes what rules own, marks what fell out. What a person chose stands.
 * Repeatable; does nothing for a run that is no longer the session's newest.
 */
export async function refreshCandidates(ctx: Ctx, runId: string): Promise<{ createdCount: number }> {
  return inOrg(ctx, async (tx) => {
    const [run] = await tx
      .select({ sessionId: analysisRuns.sessionId })
      .from(analysisRuns)
      .where(and(eq(analysisRuns.orgId, ctx.orgId), eq(analysisRuns.id, runId)));
    if (!run) throw notFound("analysis run");
    // A job holds no edit right of its own, yet two refreshes of one session must not run into each other.
    const [session] = await tx
      .select({ limit: discoverySessions.candidateLimit })
      .from(discoverySessions)
      .where(and(eq(discoverySessions.orgId, ctx.orgId), eq(discoverySessions.id, run.sessionId)))
      .for("update");
    const latest = await findLatestRun(tx, ctx, run.sessionId);
    if (!session || latest?.id !== runId) return { createdCount: 0 };
    const limit = session.limit ?? defaultCandidateLimit;
    const { createdCount } = await applyPlan(tx, ctx, {
      sessionId: run.sessionId,
      runId,
      limit,
      isNewLimit: false,
    });
    return { createdCount };
  });
}

/** A person sets how many of the top roles become candidates. */
export async function planCandidates(ctx: Ctx, input: unknown): Promise<PlannedCounts> {
  const { sessionId, limit } = PlanCandidatesInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const run = await findLatestRun(tx, ctx, sessionId);
    if (!run) throw invalid("There is no analysis yet. Run one in the step Analysis, then plan candidates.");
    const changed = await tx
      .update(discoverySessions)
      .set({ candidateLimit: limit })
      .where(
        and(
          eq(discoverySessions.orgId, ctx.orgId),
          eq(discoverySessions.id, sessionId),
          sql`${discoverySessions.candidateLimit} is distinct from ${limit}`,
        ),
      )
      .returning({ id: discoverySessions.id });
    return applyPlan(tx, ctx, { sessionId, runId: run.id, limit, isNewLimit: changed.length > 0 });
  });
}

interface Planning {
  readonly sessionId: string;
  readonly runId: string;
  readonly limit: number;
  readonly isNewLimit: boolean;
}

export interface PlannedCounts {
  readonly createdCount: number;
  /** Cards that are out of date from now on. */
  readonly staleCount: number;
}

async function applyPlan(tx: Tx, ctx: Ctx, planning: Planning): Promise<PlannedCounts> {
  const { sessionId, runId, limit, isNewLimit } = planning;
  const existing = await listExistingCandidates(tx, ctx, sessionId);
  const top = await listRankedRoles(tx, ctx, runId, { first: limit });
  const known = new Set(top.map(({ roleId }) => roleId));
  const others = existing.map(({ roleId }) => roleId).filter((roleId) => !known.has(roleId));
  const rest = await listRankedRoles(tx, ctx, runId, { roleIds: others });
  const { creates, updates } = plan([...top, ...rest], existing, limit);
  if (creates.length > 0) {
    await tx.insert(candidates).values(
      creates.map((draft) => ({
        ...draft,
        orgId: ctx.orgId,
        sessionId,
        runId,
        nameOrigin: "rule" as const,
        descriptionOrigin: "rule" as const,
        tierOrigin: "rule" as const,
        origin: "rule" as const,
      })),
    );
  }
  for (const update of updates) await applyUpdate(tx, ctx, update);
  const rankedIds = [...top, ...rest].map(({ roleId }) => roleId);
  const pointedCount = await pointToRun(tx, ctx, sessionId, runId, rankedIds);
  const staleCount = updates.filter(({ changes }) => changes.isStale).length;
  // A retried step or a second click changes nothing, and says nothing.
  if (isNewLimit || creates.length + updates.length + pointedCount > 0) {
    await recordChange(tx, ctx, {
      name: "candidate.created",
      subjectKind: "session",
      subjectId: sessionId,
      data: { runId, createdCount: creates.length, updatedCount: updates.length, staleCount, limit },
    });
  }
  return { createdCount: creates.length, staleCount };
}

async function applyUpdate(tx: Tx, ctx: Ctx, { id, changes: { isStale, ...fields } }: CandidateUpdate) {
  await tx
    .update(candidates)
    .set({
      ...fields,
      ...(isStale === undefined ? {} : { staleAt: isStale ? sql`now()` : null }),
      version: sql`${candidates.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(candidates.orgId, ctx.orgId), eq(candidates.id, id)));
}

/** Cards show the figures of the run they were last planned from; those it no longer ranks keep their last run. */
async function pointToRun(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  runId: string,
  roleIds: string[],
): Promise<number> {
  if (roleIds.length === 0) return 0;
  const pointed = await tx
    .update(candidates)
    .set({ runId })
    .where(
      and(
        eq(candidates.orgId, ctx.orgId),
        eq(candidates.sessionId, sessionId),
        inArray(candidates.roleId, roleIds),
        ne(candidates.runId, runId),
      ),
    )
    .returning({ id: candidates.id });
  return pointed.length;
}
