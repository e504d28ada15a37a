import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { scoringTemplates } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";

export const ofTemplate = (ctx: Ctx, templateId: string) =>
  and(eq(scoringTemplates.orgId, ctx.orgId), eq(scoringTemplates.id, templateId));

/**
 * Publishing, choosing defaults and archiving come one after the other in an organization: of two first publications
 * of a role, the second sees that the role has its default already. Drafts are saved beside it.
 * @throws AppError `not_found`
 */
export async function openTemplate(tx: Tx, ctx: Ctx, templateId: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`templates of ${ctx.orgId}`}, 0))`);
  return getRow(tx, ctx, templateId);
}

/** @throws AppError `not_found` */
export async function getRow(tx: Tx, ctx: Ctx, templateId: string) {
  const [row] = await tx.select().from(scoringTemplates).where(ofTemplate(ctx, templateId));
  if (!row) throw notFound("template");
  return row;
}

export function archivedTemplate() {
  return conflict("This template is archived. Nothing was changed. Bring it back first.");
}

export function changedMeanwhile() {
  return conflict(
    "Somebody changed this template meanwhile. Your last change was not saved. Load the page again to see theirs.",
  );
}
