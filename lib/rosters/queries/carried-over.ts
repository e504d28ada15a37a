import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import type { CarriedOver } from "../changes-schema";
import type { RosterDifference } from "../roster-difference";

const noneCarriedOver: CarriedOver = {
  decisions: 0,
  activityChoices: 0,
  cards: 0,
  chosenTiers: 0,
  waitingDecisions: 0,
  waitingCards: 0,
  rolesToDecide: 0,
};

export async function countCarriedOver(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  { roles, counts }: Pick<RosterDifference, "roles" | "counts">,
): Promise<CarriedOver> {
  const idsOf = (isWanted: (change: string) => boolean) =>
    sql.param(roles.flatMap(({ roleId, change }) => (roleId !== null && isWanted(change) ? roleId : [])));
  const kept = sql`any(${idsOf((change) => change !== "new" && change !== "gone")}::uuid[])`;
  const gone = sql`any(${idsOf((change) => change === "gone")}::uuid[])`;
  const added = sql`any(${idsOf((change) => change === "new")}::uuid[])`;
  const decided = sql`select count(*)::int from role_decisions where org_id = ${ctx.orgId} and role_id`;
  const cards = sql`select count(*)::int from candidates
    where org_id = ${ctx.orgId} and session_id = ${sessionId} and dismissed_at is null and role_id`;
  const ofKept = sql`org_id = ${ctx.orgId} and session_id = ${sessionId} and (role_id is null or role_id = ${kept})`;
  const [row] = await tx.execute<CarriedOver & Record<string, unknown>>(sql`
    select (${decided} = ${kept}) as decisions,
           (${decided} = ${gone}) as "waitingDecisions",
           ((select count(*) from activity_choices where ${ofKept})
             + (select count(*) from own_activities where ${ofKept} and removed_at is null))::int as "activityChoices",
           (${cards} = ${kept}) as cards,
           (${cards} = ${kept} and tier_origin = 'user') as "chosenTiers",
           (${cards} = ${gone}) as "waitingCards",
           ${counts.new.roles}::int - (${decided} = ${added}) as "rolesToDecide"`);
  return row ?? noneCarriedOver;
}
