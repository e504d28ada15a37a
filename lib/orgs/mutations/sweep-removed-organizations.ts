import "server-only";
import { and, eq, isNull, ne, notExists, notInArray } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { history, memberships, organizations, users } from "@/db/schema";

export interface RemovalCounts {
  readonly historyLines: number;
  readonly people: number;
}

/**
 * Deletes what a removed organization leaves behind and the application's role may not touch: its history, but for
 * the line that tells of the removal, and people who belonged to no other organization. Harmless to repeat.
 */
export async function sweepRemovedOrganizations(): Promise<RemovalCounts> {
  return asSystem("sweep: removed organizations", async (tx) => {
    const present = tx.select({ id: organizations.id }).from(organizations);
    const lines = await tx
      .delete(history)
      .where(and(notInArray(history.orgId, present), ne(history.name, "organization.removed")))
      .returning({ id: history.id });
    const people = await tx
      .delete(users)
      .where(
        and(
          isNull(users.operatorSinceAt),
          notExists(tx.select().from(memberships).where(eq(memberships.userId, users.id))),
        ),
      )
      .returning({ id: users.id });
    return { historyLines: lines.length, people: people.length };
  });
}
