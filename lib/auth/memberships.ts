import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { asPerson, type OrgId } from "@/db/client";
import type { MemberRole } from "@/db/enums";
import { memberships, organizations } from "@/db/schema";
import { mintOrgId } from "./org-id";

export interface Membership {
  readonly orgId: OrgId;
  readonly orgName: string;
  readonly isDemo: boolean;
  readonly role: MemberRole;
}

/** Every organization a person is an enabled member of, the preferred one first. */
export function listMemberships(userId: string, preferredOrgId: string | null = null): Promise<Membership[]> {
  return asPerson(userId, async (tx) => {
    const rows = await tx
      .select({
        orgId: memberships.orgId,
        orgName: organizations.name,
        isDemo: organizations.isDemo,
        role: memberships.role,
      })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.orgId))
      .where(and(eq(memberships.userId, userId), isNull(memberships.disabledAt)))
      .orderBy(sql`${memberships.orgId} = ${preferredOrgId}::uuid desc nulls last`, organizations.name);
    return rows.map((row) => ({ ...row, orgId: mintOrgId(row.orgId) }));
  });
}

/** The membership a request acts under: the chosen organization, or else another the person belongs to. */
export async function findMembership(
  userId: string,
  chosenOrgId: string | null,
): Promise<Membership | undefined> {
  const [first] = await listMemberships(userId, chosenOrgId);
  return first;
}

/** Whether a person's account opens, or could open again, another organization than this one. */
export function isMemberElsewhere(userId: string, orgId: OrgId): Promise<boolean> {
  return asPerson(userId, async (tx) => {
    const elsewhere = and(eq(memberships.userId, userId), ne(memberships.orgId, orgId));
    return (await tx.$count(memberships, elsewhere)) > 0;
  });
}
