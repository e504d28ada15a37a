import "server-only";
import { and, eq, isNull, ne, notExists, notInArray } from "drizzle-orm";
import { asSystem } from "@/db/client";
import {
  functionRuns,
  functionSteps,
  history,
  jobs,
  memberships,
  organizations,
  outbox,
  users,
} from "@/db/schema";

/**
 * Deletes what a removed organization leaves behind in tables that no key ties to it and that the application's role
 * may not touch: its history but for the line that tells of the removal, its events and runs; and people who
 * belonged to no other organization.
 * @returns how many rows went
 */
export async function sweepRemovedOrganizations(): Promise<number> {
  return asSystem("sweep removed organizations", async (tx) => {
    const present = tx.select({ id: organizations.id }).from(organizations);
    const gone = [
      await tx
        .delete(history)
        .where(and(notInArray(history.orgId, present), ne(history.name, "organization.removed")))
        .returning({ id: history.id }),
      await tx.delete(outbox).where(notInArray(outbox.orgId, present)).returning({ id: outbox.id }),
      await tx
        .delete(functionSteps)
        .where(notInArray(functionSteps.orgId, present))
        .returning({ id: functionSteps.runId }),
      await tx
        .delete(functionRuns)
        .where(notInArray(functionRuns.orgId, present))
        .returning({ id: functionRuns.id }),
      await tx.delete(jobs).where(notInArray(jobs.orgId, present)).returning({ id: jobs.id }),
      await tx
        .delete(users)
        .where(
          and(
            isNull(users.operatorSinceAt),
            notExists(tx.select().from(memberships).where(eq(memberships.userId, users.id))),
          ),
        )
        .returning({ id: users.id }),
    ];
    return gone.reduce((sum, rows) => sum + rows.length, 0);
  });
}
