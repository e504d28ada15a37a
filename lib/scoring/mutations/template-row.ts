import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { scoringTemplates, scoringTemplateVersions } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { TemplateBody } from "../schema";

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

/** @throws AppError `not_found` */
export async function getVersionBody(tx: Tx, ctx: Ctx, templateId: string, version: number) {
  const [row] = await tx
    .select({ body: scoringTemplateVersions.body, bodyHash: scoringTemplateVersions.bodyHash })
    .from(scoringTemplateVersions)
    .where(
      and(
        eq(scoringTemplateVersions.orgId, ctx.orgId),
        eq(scoringTemplateVersions.templateId, templateId),
        eq(scoringTemplateVersions.version, version),
      ),
    );
  if (!row) throw notFound("version of the template");
  return { body: TemplateBody.parse(row.body), bodyHash: row.bodyHash };
}

export function archivedTemplate() {
  return conflict("This template is archived. Nothing was changed. Bring it back first.");
}

export function changedMeanwhile() {
  return conflict(
    "Somebody changed this template meanwhile. Your last change was not saved. Load the page again to see theirs.",
  );
}
