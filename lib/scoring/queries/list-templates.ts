import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import type { TemplateRole } from "@/db/enums";
import { scoringTemplates, scoringTemplateVersions } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { TemplateQuery } from "../template-links";

export interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly role: TemplateRole;
  /** Null before the first publication. */
  readonly version: number | null;
  readonly publishedAt: Date | null;
  readonly isDefault: boolean;
  readonly isHouse: boolean;
  readonly isArchived: boolean;
  /** It is being worked on: the draft says something else than what is published. */
  readonly hasDraft: boolean;
  /** Scoring jobs it was used for, whatever came of them. */
  readonly usedCount: number;
}

export interface TemplateList {
  readonly items: readonly TemplateRow[];
  readonly counts: { readonly active: number; readonly archived: number };
}

// An organization has dozens of templates, not thousands; the list says so when it has more.
const listed = 200;

/** The organization's templates by role, the default of each first. */
export async function listTemplates(ctx: Ctx, input: unknown): Promise<TemplateList> {
  authorize(ctx, "scoring:read");
  const { role, state } = TemplateQuery.parse(input);
  return inOrg(ctx, async (tx) => {
    const items = await tx
      .select({
        id: scoringTemplates.id,
        name: scoringTemplates.name,
        description: scoringTemplates.description,
        role: scoringTemplates.role,
        version: scoringTemplates.publishedVersion,
        publishedAt: scoringTemplateVersions.publishedAt,
        isDefault: sql<boolean>`${scoringTemplates.defaultSinceAt} is not null`,
        isHouse: sql<boolean>`${scoringTemplates.houseKey} is not null`,
        isArchived: sql<boolean>`${scoringTemplates.archivedAt} is not null`,
        hasDraft: sql<boolean>`${scoringTemplates.draft} is not null`,
        usedCount: sql<number>`(select count(*)::int from scoring_jobs jobs
          where jobs.org_id = ${ctx.orgId} and jobs.template_id = ${scoringTemplates.id})`,
      })
      .from(scoringTemplates)
      .leftJoin(
        scoringTemplateVersions,
        and(
          eq(scoringTemplateVersions.orgId, scoringTemplates.orgId),
          eq(scoringTemplateVersions.templateId, scoringTemplates.id),
          eq(scoringTemplateVersions.version, scoringTemplates.publishedVersion),
        ),
      )
      .where(
        and(
          eq(scoringTemplates.orgId, ctx.orgId),
          role ? eq(scoringTemplates.role, role) : undefined,
          state === "active" ? isNull(scoringTemplates.archivedAt) : isNotNull(scoringTemplates.archivedAt),
        ),
      )
      .orderBy(
        sql`array_position(array['general','cto','cio','ciso','lead'], ${scoringTemplates.role}),
            ${scoringTemplates.defaultSinceAt} is null, lower(${scoringTemplates.name}), ${scoringTemplates.id}`,
      )
      .limit(listed);
    const [counts] = await tx.execute<{ active: number; archived: number }>(sql`
      select count(*) filter (where archived_at is null)::int as active,
             count(*) filter (where archived_at is not null)::int as archived
        from scoring_templates where org_id = ${ctx.orgId}`);
    return { items, counts: { active: counts?.active ?? 0, archived: counts?.archived ?? 0 } };
  });
}
