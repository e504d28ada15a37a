import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { inOrg, type OrgId, type Tx } from "@/db/client";
import { memberships, organizations } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { mintOrgId } from "@/lib/auth/org-id";
import { AppError } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { installHouseTemplates } from "@/lib/scoring/mutations/install-house-templates";
import { CreateOrganizationInput } from "../schema";

/** Puts changes to the installation itself in order: names of organizations, the first operator. Held to the commit. */
export async function lockInstallation(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('opportune.installation', 0))`);
}

export function newOrgId(): OrgId {
  return mintOrgId(randomUUID());
}

/**
 * Adds an organization with its first admin, in a transaction that was opened for it.
 * @param field the form's field that holds the name
 * @throws AppError `conflict` when another organization has the name
 */
export async function addOrganization(
  tx: Tx,
  ctx: Ctx,
  { name, field }: { name: string; field: string },
): Promise<void> {
  await lockInstallation(tx);
  const sameName = await tx.$count(organizations, sql`lower(${organizations.name}) = lower(${name})`);
  if (sameName > 0) {
    const sentence = "An organization of this name exists already. Nothing was created.";
    throw new AppError("conflict", sentence, { fields: { [field]: sentence } });
  }
  await tx.insert(organizations).values({ id: ctx.orgId, name });
  await recordChange(tx, ctx, {
    name: "organization.created",
    subjectKind: "organization",
    subjectId: ctx.orgId,
  });
  await installHouseTemplates(tx, ctx.orgId);
  const userId = actingUserId(ctx);
  await tx.insert(memberships).values({ orgId: ctx.orgId, userId, role: "admin" });
  await recordChange(tx, ctx, {
    name: "member.joined",
    subjectKind: "user",
    subjectId: userId,
    data: { role: "admin" },
  });
}

/** An operator's right. Whoever creates an organization is its first admin. */
export async function createOrganization(ctx: Ctx, input: unknown): Promise<{ id: string; name: string }> {
  authorize(ctx, "installation:manage");
  const { name } = CreateOrganizationInput.parse(input);
  const created: Ctx = { ...ctx, orgId: newOrgId() };
  return inOrg(created, async (tx) => {
    await addOrganization(tx, created, { name, field: "name" });
    return { id: created.orgId, name };
  });
}
