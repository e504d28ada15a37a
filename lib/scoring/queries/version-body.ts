import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { scoringTemplateVersions } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { TemplateBody } from "../schema";

/**
 * The body of one version, as it was published.
 * @throws AppError `not_found`
 */
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
