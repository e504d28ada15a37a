import { eq } from "drizzle-orm";
import type { OrgId, Tx } from "@/db/client";
import { activityChoices, history } from "@/db/schema";
import { makeMembership } from "@/db/testing/factories";
import { makeMappedSession } from "@/lib/analysis/testing/run-fixtures";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";

export const payroll = "43-3051.00";
export const bookkeeping = "43-3031.00";

/** Two payroll roles and a bookkeeper, mapped; the owner is an analyst, as is a colleague who may only read. */
export async function makeClerks(tx: Tx, orgId: OrgId) {
  const roster = await makeMappedSession(tx, orgId, [
    { title: "Timekeeper", code: payroll, headcount: 30 },
    { title: "Payroll Clerk", code: payroll, headcount: 12 },
    { title: "Bookkeeper", code: bookkeeping, headcount: 40 },
  ]);
  const [timekeeperId = "", payrollClerkId = "", bookkeeperId = ""] = roster.roleIds;
  const colleague = await makeMembership(tx, { orgId });
  return {
    ...roster,
    timekeeperId,
    payrollClerkId,
    bookkeeperId,
    colleagueCtx: memberCtx(orgId, colleague.userId),
  };
}

/** The stored departures of a session, as short as they can be told. */
export async function storedChoices(tx: Tx, sessionId: string) {
  const rows = await tx
    .select({
      code: activityChoices.onetCode,
      roleId: activityChoices.roleId,
      activityId: activityChoices.activityId,
      selected: activityChoices.isSelected,
      share: activityChoices.share,
    })
    .from(activityChoices)
    .where(eq(activityChoices.sessionId, sessionId));
  return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Lines of the history about a subject, oldest first. */
export function historyOf(tx: Tx, subjectId: string) {
  return tx
    .select({ name: history.name, data: history.data })
    .from(history)
    .where(eq(history.subjectId, subjectId))
    .orderBy(history.position);
}
