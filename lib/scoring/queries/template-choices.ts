import "server-only";
import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import { inOrg } from "@/db/client";
import type { TemplateRole } from "@/db/enums";
import { scoringTemplates } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";

export interface TemplateChoice {
  readonly id: string;
  readonly name: string;
  readonly role: TemplateRole;
  readonly publishedVersion: number | null;
  /** Taken by scorings that are asked for by its role. */
  readonly isDefault: boolean;
}

/** Templates that profiles can be scored by, by name. */
export async function listTemplateChoices(ctx: Ctx): Promise<readonly TemplateChoice[]> {
  authorize(ctx, "scoring:read");
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select({
        id: scoringTemplates.id,
        name: scoringTemplates.name,
        role: scoringTemplates.role,
        publishedVersion: scoringTemplates.publishedVersion,
        defaultSinceAt: scoringTemplates.defaultSinceAt,
      })
      .from(scoringTemplates)
      .where(
        and(
          eq(scoringTemplates.orgId, ctx.orgId),
          isNotNull(scoringTemplates.publishedVersion),
          isNull(scoringTemplates.archivedAt),
        ),
      )
      .orderBy(asc(scoringTemplates.name), asc(scoringTemplates.id)),
  );
  return rows.map(({ defaultSinceAt, ...row }) => ({ ...row, isDefault: defaultSinceAt !== null }));
}
