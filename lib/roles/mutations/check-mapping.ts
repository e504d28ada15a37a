import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { mappingAuditItems, mappingAudits } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { CheckMappingInput } from "@/lib/roles/audit";
import { openForEdit } from "@/lib/sessions/mutations";

export interface CheckedMapping {
  /** Items of the sample that nobody checked yet. */
  readonly leftCount: number;
}

async function countVerdicts(tx: Tx, ctx: Ctx, auditId: string) {
  const [row] = await tx.execute<{ left: number; right: number; wrong: number; unsure: number }>(sql`
    select count(*) filter (where verdict is null)::int as left,
           count(*) filter (where verdict = 'right')::int as right,
           count(*) filter (where verdict = 'wrong')::int as wrong,
           count(*) filter (where verdict = 'unsure')::int as unsure
      from mapping_audit_items where org_id = ${ctx.orgId} and audit_id = ${auditId}`);
  return row ?? { left: 0, right: 0, wrong: 0, unsure: 0 };
}

/** Through with the last verdict, open again when one is taken back; the history tells of the first. */
async function closeWhenThrough(tx: Tx, ctx: Ctx, sessionId: string, auditId: string): Promise<number> {
  const { left, ...found } = await countVerdicts(tx, ctx, auditId);
  const [closed] = await tx
    .update(mappingAudits)
    .set({ closedAt: left === 0 ? sql`now()` : null })
    .where(
      and(
        eq(mappingAudits.orgId, ctx.orgId),
        eq(mappingAudits.id, auditId),
        left === 0 ? isNull(mappingAudits.closedAt) : isNotNull(mappingAudits.closedAt),
      ),
    )
    .returning({ id: mappingAudits.id });
  if (closed && left === 0) {
    await recordChange(tx, ctx, {
      name: "mapping_audit.closed",
      subjectKind: "session",
      subjectId: sessionId,
      data: { auditId, ...found },
    });
  }
  return left;
}

/**
 * Notes whether a suggestion of a sample is right. It decides nothing: a wrong one is only kept out of every threshold
 * until somebody decides it. What somebody else found since the person looked is not overwritten.
 * @throws AppError `not_found`, `forbidden`, `conflict`
 */
export async function checkMapping(ctx: Ctx, input: unknown): Promise<CheckedMapping> {
  const { sessionId, auditId, roleId, verdict, seen } = CheckMappingInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const [audit] = await tx
      .select({ id: mappingAudits.id })
      .from(mappingAudits)
      .where(
        and(
          eq(mappingAudits.orgId, ctx.orgId),
          eq(mappingAudits.sessionId, sessionId),
          eq(mappingAudits.id, auditId),
        ),
      );
    if (!audit) throw notFound("sample");
    const here = and(
      eq(mappingAuditItems.orgId, ctx.orgId),
      eq(mappingAuditItems.auditId, auditId),
      eq(mappingAuditItems.roleId, roleId),
    );
    const [checked] = await tx
      .update(mappingAuditItems)
      .set({
        verdict,
        checkedBy: verdict === null ? null : actingUserId(ctx),
        checkedAt: verdict === null ? null : sql`clock_timestamp()`,
      })
      .where(and(here, sql`${mappingAuditItems.verdict} is not distinct from ${seen}`))
      .returning({ roleId: mappingAuditItems.roleId });
    if (!checked) {
      const [item] = await tx
        .select({ roleId: mappingAuditItems.roleId })
        .from(mappingAuditItems)
        .where(here);
      if (!item) throw notFound("role");
      throw conflict("Somebody else checked this role meanwhile, so their verdict stands.");
    }
    return { leftCount: await closeWhenThrough(tx, ctx, sessionId, auditId) };
  });
}
