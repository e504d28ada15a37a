import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { activityChoices } from "@/db/schema";
import type { ChoiceKey, ChoicePlan, StoredChoice } from "@/lib/activities/choice-plan";
import type { ChoicePlace } from "@/lib/activities/queries/stored-choices";
import { actingUserId, type Ctx } from "@/lib/auth/context";

/** Rows per statement, far below the protocol's 65,534 parameters. */
const blockSize = 1000;

/** Carries out a plan made from the rows of this transaction; the session's lock keeps them as they were read. */
export async function storePlan(
  tx: Tx,
  ctx: Ctx,
  { sessionId, release }: ChoicePlace,
  plan: ChoicePlan,
): Promise<void> {
  for (const block of inBlocks(plan.upserts)) await upsertChoices(tx, ctx, { sessionId, release }, block);
  for (const block of inBlocks(plan.removals)) await deleteChoices(tx, ctx, { sessionId, release }, block);
}

function inBlocks<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / blockSize);
  return Array.from({ length: count }, (_, index) => rows.slice(index * blockSize, (index + 1) * blockSize));
}

async function upsertChoices(
  tx: Tx,
  ctx: Ctx,
  { sessionId, release }: ChoicePlace,
  choices: readonly StoredChoice[],
): Promise<void> {
  const decidedBy = actingUserId(ctx);
  await tx
    .insert(activityChoices)
    .values(
      choices.map(({ code, roleId, activityId, selected, share }) => ({
        orgId: ctx.orgId,
        sessionId,
        onetCode: code,
        roleId,
        activityId,
        release,
        isSelected: selected,
        share,
        origin: "user" as const,
        decidedBy,
      })),
    )
    .onConflictDoUpdate({
      target: [
        activityChoices.orgId,
        activityChoices.sessionId,
        activityChoices.onetCode,
        activityChoices.roleId,
        activityChoices.activityId,
        activityChoices.release,
      ],
      set: {
        isSelected: sql`excluded.is_selected`,
        share: sql`excluded.share`,
        origin: sql`excluded.origin`,
        decidedBy: sql`excluded.decided_by`,
        decidedAt: sql`now()`,
      },
    });
}

/** With those of other releases that come to the same activity; else an older one would stand again. */
async function deleteChoices(
  tx: Tx,
  ctx: Ctx,
  { sessionId, release }: ChoicePlace,
  keys: readonly ChoiceKey[],
): Promise<void> {
  const codes = keys.map(({ code }) => code);
  const roleIds = keys.map(({ roleId }) => roleId);
  const activityIds = keys.map(({ activityId }) => activityId);
  await tx.execute(sql`
    delete from activity_choices c
     using unnest(${sql.param(codes)}::text[], ${sql.param(roleIds)}::uuid[], ${sql.param(activityIds)}::text[])
           as gone(code, role_id, activity_id)
     where c.org_id = ${ctx.orgId} and c.session_id = ${sessionId} and c.onet_code = gone.code
       and c.role_id is not distinct from gone.role_id
       and case when c.release = ${release} then c.activity_id = gone.activity_id
                else exists (select 1 from onet_successors s
                              where s.from_release = c.release and s.to_release = ${release}
                                and s.level in ('dwa', 'gwa') and s.element_id = c.activity_id
                                and s.successor_id = gone.activity_id) end`);
}
