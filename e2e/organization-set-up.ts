import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { memberships, organizations } from "@/db/schema";

/** The organization that a journey made, and who made it. */
export async function organizationCalled(tx: Tx, name: string): Promise<{ orgId: string; adminId: string }> {
  const [row] = await tx
    .select({ orgId: organizations.id, adminId: memberships.userId })
    .from(organizations)
    .innerJoin(memberships, eq(memberships.orgId, organizations.id))
    .where(eq(organizations.name, name));
  if (!row) throw new Error(`There is no organization ${name}.`);
  return row;
}
