import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { inOrg } from "@/db/client";
import type { DecisionOrigin } from "@/db/enums";
import { decisionBatches } from "@/db/schema";
import { refreshStatistics } from "@/db/statistics";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { isTakenFrom, matchesFilter, roleFacts } from "@/lib/roles/queries/role-facts";
import { type BatchCriteria, ConfirmRolesInput } from "@/lib/roles/schema";
import { openForEdit } from "@/lib/sessions/mutations";

type Asked = z.infer<typeof ConfirmRolesInput>;

export interface ConfirmedRoles {
  readonly batchId: string;
  readonly count: number;
  readonly headcount: number;
}

/** Open roles that were asked for, each once, with code and headcount. */
function chosenRoles(ctx: Ctx, asked: Asked, release: string): SQL {
  if (asked.by === "selection") {
    const roleIds = asked.roles.map((role) => role.roleId);
    const codes = asked.roles.map((role) => role.onetCode);
    return sql`
      select distinct on (r.id) r.id, c.code,
             (select sum(headcount) from workforce_segments
               where org_id = ${ctx.orgId} and role_id = r.id) as headcount
        from unnest(${sql.param(roleIds)}::uuid[], ${sql.param(codes)}::text[]) as c(role_id, code)
        join roles r on r.org_id = ${ctx.orgId} and r.session_id = ${asked.sessionId} and r.id = c.role_id
        join onet_occupations o on o.release = ${release} and o.code = c.code
       where not exists (select 1 from role_decisions d where d.org_id = ${ctx.orgId} and d.role_id = r.id)`;
  }
  return sql`
    select f.id, f.best_code as code, f.headcount
      from (${roleFacts(ctx, { sessionId: asked.sessionId, release }, asked.filter.department)}) f
     where ${isTakenFrom(asked)}
       and ${matchesFilter(asked.filter)}`;
}

function criteriaOf(asked: Asked): BatchCriteria {
  if (asked.by === "selection") return { by: "selection" };
  const { minPercent, minMarginPercent, filter } = asked;
  return { by: "threshold", minPercent, minMarginPercent, filter };
}

/**
 * Confirms many open roles as one batch that can be undone: those a person selected, with the occupations they saw
 * (origin `user`), or all from a threshold on, with the best suggestion (origin `rule`) unless a model chose otherwise or a check found it wrong. A role that is decided by
 * then is left alone.
 * @throws AppError `not_found`, `forbidden`, `conflict` when nothing was left to confirm
 */
export async function confirmRoles(ctx: Ctx, input: unknown): Promise<ConfirmedRoles> {
  const asked = ConfirmRolesInput.parse(input);
  const { sessionId } = asked;
  const confirmed = await inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const release = await getReleaseInUse(tx, ctx);
    const madeBy = actingUserId(ctx);
    const [batch] = await tx
      .insert(decisionBatches)
      .values({ orgId: ctx.orgId, sessionId, madeBy, criteria: criteriaOf(asked), decisionCount: 0 })
      .returning({ id: decisionBatches.id });
    if (!batch) throw conflict("Nothing was confirmed. Try again.");
    const origin: DecisionOrigin = asked.by === "selection" ? "user" : "rule";
    // In order, so that all are chosen before the first is written: while the table is as good as empty it is read anew
    // for each role, and would hold ever more rows of this very statement.
    const [made] = await tx.execute<{ count: number; headcount: number }>(sql`
      with chosen as materialized (${chosenRoles(ctx, asked, release)}),
      made as (
        insert into role_decisions (org_id, role_id, onet_code, release, origin, decided_by, batch_id)
        select ${ctx.orgId}::uuid, id, code, ${release}, ${origin}, ${madeBy}::uuid, ${batch.id}::uuid
          from chosen
         order by id
        on conflict (org_id, role_id) do nothing
        returning role_id
      )
      select (select count(*)::int from made) as count,
             (select coalesce(sum(headcount), 0)::float8 from chosen) as headcount`);
    if (!made?.count) {
      throw conflict(
        "Nothing was confirmed: the roles are decided by now, or no suggestion is this certain.",
      );
    }
    await tx
      .update(decisionBatches)
      .set({ decisionCount: made.count })
      .where(and(eq(decisionBatches.orgId, ctx.orgId), eq(decisionBatches.id, batch.id)));
    await recordChange(tx, ctx, {
      name: "role.mapping_batch_made",
      subjectKind: "session",
      subjectId: sessionId,
      data: { batchId: batch.id, by: asked.by, origin, ...made },
    });
    return { batchId: batch.id, ...made };
  });
  await refreshStatistics(["role_decisions"], confirmed.count);
  return confirmed;
}
