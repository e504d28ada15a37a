import "server-only";
import { count, isNotNull, lt, sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { organizations, scoringTemplates } from "@/db/schema";
import { houseTemplates } from "../house-templates";
import { installHouseTemplates } from "./install-house-templates";

/**
 * Gives the templates of the house to organizations that are older than they are. For the start, after each update;
 * a new organization gets them as it is made.
 * @returns how many organizations got some
 */
export async function sweepHouseTemplates(): Promise<number> {
  return asSystem("sweep: house templates", async (tx) => {
    // Two starts at once would both find them missing.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('opportune.house_templates', 0))`);
    const lacking = await tx
      .select({ id: organizations.id })
      .from(organizations)
      .leftJoin(
        scoringTemplates,
        sql`${scoringTemplates.orgId} = ${organizations.id} and ${isNotNull(scoringTemplates.houseKey)}`,
      )
      .groupBy(organizations.id)
      .having(lt(count(scoringTemplates.id), houseTemplates.length));
    for (const { id } of lacking) await installHouseTemplates(tx, id);
    return lacking.length;
  });
}
