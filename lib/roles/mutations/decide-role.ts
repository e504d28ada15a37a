import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { onetOccupations, roleDecisions, roles } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict, invalid, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { learnFromDecision, unlearnDecision } from "@/lib/memory/mutations/learn-alias";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { DecideRoleInput, ReopenRoleInput } from "@/lib/roles/schema";
import { openForEdit } from "@/lib/sessions/mutations";

export interface DecidedRole {
  readonly roleId: string;
  readonly onetCode: string | null;
  readonly version: number;
}

const changedMeanwhile =
  "Somebody else decided or reopened this role meanwhile, so nothing was changed. Look at it again, then decide.";

function decisionOf(ctx: Ctx, roleId: string): SQL | undefined {
  return and(eq(roleDecisions.orgId, ctx.orgId), eq(roleDecisions.roleId, roleId));
}

function asSeen(seen: { version: number; onetCode: string | null }): SQL | undefined {
  return and(
    eq(roleDecisions.version, seen.version),
    sql`${roleDecisions.onetCode} is not distinct from ${seen.onetCode}`,
  );
}

/** The batch that made the decision at hand, for the history: undoing it later names this role as changed since. */
async function findBatchOf(tx: Tx, ctx: Ctx, sessionId: string, roleId: string): Promise<string | null> {
  const [role] = await tx
    .select({ batchId: roleDecisions.batchId })
    .from(roles)
    .leftJoin(roleDecisions, and(eq(roleDecisions.orgId, roles.orgId), eq(roleDecisions.roleId, roles.id)))
    .where(and(eq(roles.orgId, ctx.orgId), eq(roles.sessionId, sessionId), eq(roles.id, roleId)));
  if (!role) throw notFound("role");
  return role.batchId;
}

async function requireOccupation(tx: Tx, release: string, code: string): Promise<void> {
  const [occupation] = await tx
    .select({ code: onetOccupations.code })
    .from(onetOccupations)
    .where(and(eq(onetOccupations.release, release), eq(onetOccupations.code, code)));
  if (!occupation) throw invalid(`O*NET ${release} has no occupation ${code}. Choose one from the list.`);
}

/**
 * Settles the occupation of one role, or that it has none. What somebody else decided since the person looked is not
 * overwritten. A decision against what would be suggested is kept as the organization's alias.
 * @throws AppError `not_found`, `forbidden`, `invalid` (unknown code), `conflict`
 */
export async function decideRole(ctx: Ctx, input: unknown): Promise<DecidedRole> {
  const { sessionId, roleId, onetCode, reason, seen } = DecideRoleInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const replacedBatch = await findBatchOf(tx, ctx, sessionId, roleId);
    const release = await getReleaseInUse(tx, ctx);
    if (onetCode !== null) await requireOccupation(tx, release, onetCode);
    const decision = {
      onetCode,
      release,
      origin: "user",
      decidedBy: actingUserId(ctx),
      decidedAt: sql`now()`,
      reason: reason || null,
      batchId: null,
    } as const;
    const returned = {
      roleId: roleDecisions.roleId,
      onetCode: roleDecisions.onetCode,
      version: roleDecisions.version,
    };
    const [decided] =
      seen === null
        ? await tx
            .insert(roleDecisions)
            .values({ orgId: ctx.orgId, roleId, ...decision })
            .onConflictDoNothing()
            .returning(returned)
        : await tx
            .update(roleDecisions)
            .set({ ...decision, version: sql`${roleDecisions.version} + 1` })
            .where(and(decisionOf(ctx, roleId), asSeen(seen)))
            .returning(returned);
    if (!decided) throw conflict(changedMeanwhile);
    await recordChange(tx, ctx, {
      name: "role.mapped",
      subjectKind: "role",
      subjectId: roleId,
      data: { onetCode, origin: decision.origin, replacedBatch },
    });
    await learnFromDecision(tx, ctx, { sessionId, roleId, onetCode, release, reason: decision.reason });
    return decided;
  });
}

/**
 * Takes a decision back; the suggestion stands again.
 * @throws AppError `not_found`, `forbidden`, `conflict`
 */
export async function reopenRole(ctx: Ctx, input: unknown): Promise<{ readonly roleId: string }> {
  const { sessionId, roleId, seen } = ReopenRoleInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const replacedBatch = await findBatchOf(tx, ctx, sessionId, roleId);
    const [reopened] = await tx
      .delete(roleDecisions)
      .where(and(decisionOf(ctx, roleId), asSeen(seen)))
      .returning({ roleId: roleDecisions.roleId });
    if (!reopened) throw conflict(changedMeanwhile);
    await recordChange(tx, ctx, {
      name: "role.mapping_reopened",
      subjectKind: "role",
      subjectId: roleId,
      data: { onetCode: seen.onetCode, replacedBatch },
    });
    await unlearnDecision(tx, ctx, { sessionId, roleId, onetCode: seen.onetCode });
    return reopened;
  });
}
