import "server-only";
import { sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { matchPolicies } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { isSamePolicy, type MatchPolicy, toMatchPolicy, toPolicyPercent } from "@/lib/roles/match-policy";
import { getMatchPolicy } from "@/lib/roles/queries/match-policy";
import { ChangeMatchPolicyInput } from "@/lib/roles/schema";

export interface ChangedPolicy {
  /** Roles nobody decided whose suggestion counts from now on, or no longer does. */
  readonly acceptedCount: number;
  readonly droppedCount: number;
  /** Sessions that have such roles; what they were analysed with is out of date. */
  readonly sessionCount: number;
}

/**
 * Applies the rule to every suggestion, those of decided roles too, which count again once such a role is reopened.
 * An own alias is no guess and a title on which a model disagrees waits for a person: neither follows the rule.
 */
async function applyPolicy(tx: Tx, ctx: Ctx, policy: MatchPolicy): Promise<ChangedPolicy> {
  const [counts] = await tx.execute<ChangedPolicy & Record<string, unknown>>(sql`
    with judged as (
      select s.role_id, s.is_accepted as was_accepted,
             s.confidence >= ${policy.minConfidence} and s.margin >= ${policy.minMargin}
               and s.best_code is not null
               and not coalesce(s.model_outcome in ('chosen', 'none') and s.model_code is distinct from s.best_code, false)
               as is_accepted
        from role_suggestions s
       where s.org_id = ${ctx.orgId} and s.alias_id is null
    ),
    changed as (
      update role_suggestions s set is_accepted = j.is_accepted
        from judged j
       where s.org_id = ${ctx.orgId} and s.role_id = j.role_id and j.is_accepted <> j.was_accepted
      returning s.role_id, s.is_accepted
    ),
    undecided as (
      select r.session_id, c.is_accepted
        from changed c
        join roles r on r.org_id = ${ctx.orgId} and r.id = c.role_id
       where not exists (select 1 from role_decisions d where d.org_id = ${ctx.orgId} and d.role_id = c.role_id)
    ),
    stale as (
      update discovery_sessions set inputs_changed_at = clock_timestamp()
       where org_id = ${ctx.orgId} and id in (select session_id from undecided)
      returning id
    )
    select (select count(*)::int from undecided where is_accepted) as "acceptedCount",
           (select count(*)::int from undecided where not is_accepted) as "droppedCount",
           (select count(*)::int from stale) as "sessionCount"`);
  if (!counts) throw new Error("The database did not say what the rule changed.");
  return counts;
}

/**
 * Sets from which confidence and gap on suggestions count by themselves, for the whole organization: nobody's decision
 * changes, but what undecided roles count as does, in all its sessions at once.
 * @throws AppError `forbidden`, `conflict` (another rule stands than was seen)
 */
export async function changeMatchPolicy(ctx: Ctx, input: unknown): Promise<ChangedPolicy> {
  authorize(ctx, "reference:choose");
  const { policy: wanted, seen } = ChangeMatchPolicyInput.parse(input);
  return inOrg(ctx, async (tx) => {
    // Whoever stores suggestions or decides something holds its session's row, and reads the rule after that.
    await tx.execute(
      sql`select id from discovery_sessions where org_id = ${ctx.orgId} order by id for update`,
    );
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`match policy of ${ctx.orgId}`}, 0))`,
    );
    const before = await getMatchPolicy(tx, ctx);
    const policy = toMatchPolicy(wanted);
    if (!isSamePolicy(before, toMatchPolicy(seen))) {
      throw conflict(
        "Somebody changed the rule just now, so nothing was changed. Look at it, then try again.",
      );
    }
    const values = { ...policy, changedBy: actingUserId(ctx), changedAt: sql`now()` };
    await tx
      .insert(matchPolicies)
      .values({ orgId: ctx.orgId, ...values })
      .onConflictDoUpdate({ target: matchPolicies.orgId, set: values });
    const counts = await applyPolicy(tx, ctx, policy);
    const present = toPolicyPercent(before);
    await recordChange(tx, ctx, {
      name: "match_policy.changed",
      subjectKind: "organization",
      subjectId: ctx.orgId,
      data: {
        ...wanted,
        minPercentBefore: present.minPercent,
        minMarginPercentBefore: present.minMarginPercent,
        ...counts,
      },
    });
    return counts;
  });
}
