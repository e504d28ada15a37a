import "server-only";
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { mappingAuditItems, mappingAudits } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getOccupationNames } from "@/lib/onet/queries";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { AuditCriteria, type JustOutside, ListJustOutsideInput, type OpenAudit } from "@/lib/roles/audit";
import { listRolesById } from "./list-roles";
import { isConfirmable, isTakenFrom, matchesFilter, roleFacts } from "./role-facts";

const justOutsideCount = 5;

/** The sample that is being checked; undefined when none is. */
export async function findOpenAudit(ctx: Ctx, sessionId: string): Promise<OpenAudit | undefined> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const [audit] = await tx
      .select({ id: mappingAudits.id, criteria: mappingAudits.criteria })
      .from(mappingAudits)
      .where(
        and(
          eq(mappingAudits.orgId, ctx.orgId),
          eq(mappingAudits.sessionId, sessionId),
          isNull(mappingAudits.closedAt),
        ),
      )
      .orderBy(desc(mappingAudits.drawnAt))
      .limit(1);
    if (!audit) return undefined;
    const items = await tx
      .select({
        roleId: mappingAuditItems.roleId,
        onetCode: mappingAuditItems.onetCode,
        verdict: mappingAuditItems.verdict,
      })
      .from(mappingAuditItems)
      .where(and(eq(mappingAuditItems.orgId, ctx.orgId), eq(mappingAuditItems.auditId, audit.id)))
      .orderBy(asc(sql`md5(${mappingAuditItems.roleId}::text)`));
    const release = await getReleaseInUse(tx, ctx);
    const roles = await listRolesById(
      tx,
      ctx,
      { sessionId, release },
      items.map(({ roleId }) => roleId),
    );
    const names = await getOccupationNames(tx, release, [...new Set(items.map(({ onetCode }) => onetCode))]);
    const roleOf = new Map(roles.map((role) => [role.id, role]));
    return {
      id: audit.id,
      criteria: AuditCriteria.parse(audit.criteria),
      items: items.flatMap(({ roleId, onetCode, verdict }) => {
        const role = roleOf.get(roleId);
        const occupation = { code: onetCode, title: names.get(onetCode) ?? onetCode };
        return role ? [{ role, occupation, verdict }] : [];
      }),
    };
  });
}

/** What a threshold just leaves out, the nearest first: the fewest points below, then the largest. */
export async function listJustOutside(ctx: Ctx, input: unknown): Promise<JustOutside[]> {
  authorize(ctx, "session:read");
  const { sessionId, filter, minPercent, minMarginPercent } = ListJustOutsideInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const rows = await tx.execute<Omit<JustOutside, "occupation"> & { code: string }>(sql`
      select f.id, f.title, f.headcount, f.best_code as code, f.percent, f.margin_percent as "marginPercent"
        from (${roleFacts(ctx, { sessionId, release }, filter.department)}) f
       where ${isConfirmable} and ${matchesFilter(filter)} and not (${isTakenFrom({ minPercent, minMarginPercent })})
       order by greatest(${minPercent} - f.percent, 0) + greatest(${minMarginPercent ?? 0} - f.margin_percent, 0),
                f.headcount desc, f.id
       limit ${justOutsideCount}`);
    const names = await getOccupationNames(tx, release, [...new Set(rows.map(({ code }) => code))]);
    return rows.map(({ code, ...row }) => ({ ...row, occupation: { code, title: names.get(code) ?? code } }));
  });
}
