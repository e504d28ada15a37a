import type { OrgId } from "@/db/client";

/**
 * The only mint of organization ids. Called by lib/auth after a membership was read, or a link's secret is about
 * to be checked inside that tenant.
 */
export function mintOrgId(id: string): OrgId {
  return id as OrgId;
}
