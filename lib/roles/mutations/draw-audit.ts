import "server-only";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { mappingAuditItems, mappingAudits } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { type AuditCriteria, DrawAuditInput } from "@/lib/roles/audit";
import { drawSample } from "@/lib/roles/audit-sample";
import { isTakenFrom, matchesFilter, roleFacts } from "@/lib/roles/queries/role-facts";
import { openForEdit } from "@/lib/sessions/mutations";

type Candidate = { id: string; percent: number; code: string; confidence: number; margin: number };

/** The sample drawn before, if it is not through, makes way; what was checked in it still counts. */
async function closeOpenAudits(tx: Tx, ctx: Ctx, sessionId: string): Promise<number> {
  const here = and(eq(mappingAudits.orgId, ctx.orgId), eq(mappingAudits.sessionId, sessionId));
  await tx
    .update(mappingAudits)
    .set({ closedAt: sql`now()` })
    .where(and(here, isNull(mappingAudits.closedAt)));
  const [row] = await tx.select({ count: count() }).from(mappingAudits).where(here);
  return row?.count ?? 0;
}

/**
 * Draws a sample of what a threshold would confirm, by bands of confidence, for a person to check. What was checked
 * before is not drawn again.
 * @throws AppError `not_found`, `forbidden`, `conflict` when nothing unchecked is left
 */
export async function drawAudit(
  ctx: Ctx,
  input: unknown,
): Promise<{ readonly auditId: string; readonly count: number }> {
  const { sessionId, size, filter, minPercent, minMarginPercent } = DrawAuditInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const release = await getReleaseInUse(tx, ctx);
    const earlierCount = await closeOpenAudits(tx, ctx, sessionId);
    const candidates = await tx.execute<Candidate>(sql`
      select f.id, f.percent, f.best_code as code, f.confidence, f.margin_percent / 100.0::float8 as margin
        from (${roleFacts(ctx, { sessionId, release }, filter.department)}) f
       where ${isTakenFrom({ minPercent, minMarginPercent })} and ${matchesFilter(filter)}
         and f.verdict is null`);
    const seed = `${sessionId} ${earlierCount}`;
    const drawn = drawSample(candidates, size, seed);
    if (drawn.length === 0) throw conflict("No unchecked role is left that this threshold would confirm.");
    const criteria: AuditCriteria = {
      minPercent,
      minMarginPercent,
      filter,
      seed,
      drawnFrom: candidates.length,
    };
    const [audit] = await tx
      .insert(mappingAudits)
      .values({ orgId: ctx.orgId, sessionId, criteria, drawnBy: actingUserId(ctx) })
      .returning({ id: mappingAudits.id });
    if (!audit) throw conflict("No sample was drawn. Try again.");
    await tx.insert(mappingAuditItems).values(
      drawn.map(({ id, code, confidence, margin }) => ({
        ...{ orgId: ctx.orgId, auditId: audit.id, roleId: id, onetCode: code, confidence, margin },
      })),
    );
    await recordChange(tx, ctx, {
      name: "mapping_audit.drawn",
      subjectKind: "session",
      subjectId: sessionId,
      data: {
        auditId: audit.id,
        minPercent,
        minMarginPercent,
        count: drawn.length,
        drawnFrom: candidates.length,
      },
    });
    return { auditId: audit.id, count: drawn.length };
  });
}
