import "server-only";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { roleSuggestions, roles, titleAliases } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { recordChange } from "@/lib/history/record-change";
import { bareTitle } from "@/lib/roles/part-titles";
import { lessonOf } from "../alias-rules";

/** What a decision on one role taught; both run in the decision's own transaction. */

export interface TaughtBy {
  readonly sessionId: string;
  readonly roleId: string;
  /** Null: no occupation. */
  readonly onetCode: string | null;
}

async function findRole(tx: Tx, ctx: Ctx, roleId: string) {
  const [row] = await tx
    .select({
      title: roles.title,
      titleKey: roles.titleKey,
      department: roles.department,
      departmentKey: roles.departmentKey,
      bestCode: roleSuggestions.bestCode,
      isAccepted: roleSuggestions.isAccepted,
      aliasId: roleSuggestions.aliasId,
    })
    .from(roles)
    .leftJoin(
      roleSuggestions,
      and(eq(roleSuggestions.orgId, roles.orgId), eq(roleSuggestions.roleId, roles.id)),
    )
    .where(and(eq(roles.orgId, ctx.orgId), eq(roles.id, roleId)));
  return row;
}

type AliasKey = { readonly titleKey: string; readonly departmentKey: string | null };

function liveOf(ctx: Ctx, { titleKey, departmentKey }: AliasKey): SQL | undefined {
  return and(
    eq(titleAliases.orgId, ctx.orgId),
    eq(titleAliases.titleKey, titleKey),
    sql`${titleAliases.departmentKey} is not distinct from ${departmentKey}`,
    isNull(titleAliases.endedAt),
  );
}

async function findLive(tx: Tx, ctx: Ctx, key: AliasKey): Promise<{ code: string | null } | undefined> {
  const [row] = await tx.select({ code: titleAliases.onetCode }).from(titleAliases).where(liveOf(ctx, key));
  return row;
}

async function endLive(tx: Tx, ctx: Ctx, key: AliasKey): Promise<void> {
  const ended = await tx
    .update(titleAliases)
    .set({ endedAt: sql`now()`, endedBy: actingUserId(ctx) })
    .where(liveOf(ctx, key))
    .returning({ id: titleAliases.id });
  for (const { id } of ended) {
    await recordChange(tx, ctx, { name: "alias.ended", subjectKind: "alias", subjectId: id });
  }
}

/** Two decisions on one title at once come one after the other, so that the later one stands. */
export async function lockTitle(tx: Tx, ctx: Ctx, titleKey: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`alias ${ctx.orgId} ${titleKey}`}, 0))`,
  );
}

/**
 * Keeps a person's own decision as the organization's alias, where it says other than what would be suggested by
 * itself. A role that was split off teaches for its department alone; one for people without a department, nothing.
 */
export async function learnFromDecision(
  tx: Tx,
  ctx: Ctx,
  { sessionId, roleId, onetCode, release, reason }: TaughtBy & { release: string; reason: string | null },
): Promise<void> {
  const role = await findRole(tx, ctx, roleId);
  if (!role || role.departmentKey === "") return;
  const { titleKey, department, departmentKey, bestCode, isAccepted, aliasId } = role;
  await lockTitle(tx, ctx, titleKey);
  const own = await findLive(tx, ctx, role);
  const alias = own ?? (await findLive(tx, ctx, { titleKey, departmentKey: null }));
  const lesson = lessonOf({
    code: onetCode,
    aliasCode: alias?.code,
    isOwnAlias: own !== undefined,
    matcher:
      bestCode === null || aliasId !== null ? null : { code: bestCode, isAccepted: isAccepted === true },
  });
  if (lesson === "nothing") return;
  await endLive(tx, ctx, role);
  if (lesson === "end") return;
  const [learnt] = await tx
    .insert(titleAliases)
    .values({
      orgId: ctx.orgId,
      title: bareTitle(role),
      titleKey,
      department,
      departmentKey,
      onetCode,
      release,
      note: reason,
      insteadOfCode: bestCode,
      sessionId,
      roleId,
      learntFrom: actingUserId(ctx),
    })
    .returning({ id: titleAliases.id });
  if (!learnt) return;
  await recordChange(tx, ctx, {
    name: "alias.learnt",
    subjectKind: "alias",
    subjectId: learnt.id,
    data: { roleId, onetCode, insteadOf: bestCode },
  });
}

/**
 * Ends what a decision taught, when it is taken back and nobody changed the alias since; the alias that it had ended
 * stands again.
 */
export async function unlearnDecision(
  tx: Tx,
  ctx: Ctx,
  { sessionId, roleId, onetCode }: TaughtBy,
): Promise<void> {
  const [ended] = await tx
    .update(titleAliases)
    .set({ endedAt: sql`now()`, endedBy: actingUserId(ctx) })
    .where(
      and(
        eq(titleAliases.orgId, ctx.orgId),
        eq(titleAliases.sessionId, sessionId),
        eq(titleAliases.roleId, roleId),
        sql`${titleAliases.onetCode} is not distinct from ${onetCode}`,
        isNull(titleAliases.endedAt),
      ),
    )
    .returning({ id: titleAliases.id });
  if (!ended) return;
  await recordChange(tx, ctx, {
    name: "alias.ended",
    subjectKind: "alias",
    subjectId: ended.id,
    data: { roleId },
  });
  // One transaction ended the former and made this one, so both bear the same moment.
  const restored = await tx.execute<{ id: string }>(sql`
    update title_aliases former set ended_at = null, ended_by = null
      from title_aliases taught
     where taught.org_id = ${ctx.orgId} and taught.id = ${ended.id}
       and former.org_id = taught.org_id and former.title_key = taught.title_key
       and former.department_key is not distinct from taught.department_key
       and former.id <> taught.id and former.ended_at = taught.created_at
    returning former.id`);
  for (const { id } of restored) {
    await recordChange(tx, ctx, { name: "alias.restored", subjectKind: "alias", subjectId: id });
  }
}
