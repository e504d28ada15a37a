import "server-only";
import { and, eq, isNotNull, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ScoringSource } from "@/db/enums";
import { scoringTemplates, scoringTemplateVersions } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { AppError, conflict, invalid, notFound } from "@/lib/errors";
import { rubricOfPrompt } from "../house-templates";
import { type Rubric, type RubricSource, TemplateBody } from "../schema";

export interface ResolvedRubric {
  readonly rubric: Rubric;
  /** Null of a free prompt, and of a draft that is tried on. */
  readonly templateId: string | null;
  readonly templateVersion: number | null;
  readonly source: ScoringSource;
}

/**
 * What a profile is scored by, as of now: the published version of the template that is named, or of the default one of
 * a role, or the general criteria with a free prompt. The caller's schema saw to it that exactly one is given.
 * @throws AppError `not_found` (no such template, no default of the role), `conflict` (archived, never published),
 * `invalid` (a draft that is not whole), `forbidden` (a draft, without the right to edit it)
 */
export async function resolveRubric(tx: Tx, ctx: Ctx, source: RubricSource): Promise<ResolvedRubric> {
  const { templateId, role, prompt, draftOf } = source;
  if (templateId !== undefined)
    return { ...(await published(tx, ctx, eq(scoringTemplates.id, templateId))), source: "template" };
  if (role !== undefined) {
    const isDefault = and(eq(scoringTemplates.role, role), isNotNull(scoringTemplates.defaultSinceAt));
    return { ...(await published(tx, ctx, isDefault, role)), source: "role" };
  }
  if (draftOf !== undefined)
    return { rubric: await draftOfTemplate(tx, ctx, draftOf), ...noTemplate, source: "prompt" };
  return { rubric: rubricOfPrompt(prompt ?? ""), ...noTemplate, source: "prompt" };
}

const noTemplate = { templateId: null, templateVersion: null };

async function published(tx: Tx, ctx: Ctx, condition: SQL | undefined, role?: string) {
  const [row] = await tx
    .select({
      id: scoringTemplates.id,
      name: scoringTemplates.name,
      role: scoringTemplates.role,
      archivedAt: scoringTemplates.archivedAt,
      version: scoringTemplates.publishedVersion,
      body: scoringTemplateVersions.body,
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
    .where(and(eq(scoringTemplates.orgId, ctx.orgId), condition));
  if (!row) throw role === undefined ? notFound("template", "TEMPLATE_NOT_FOUND") : noDefault(role);
  if (row.archivedAt)
    throw conflict(
      "This template is archived. Choose another one, or ask an admin to bring it back.",
      "TEMPLATE_INACTIVE",
    );
  if (row.version === null || row.body === null)
    throw conflict(
      "This template was never published. Publish it first, or choose another one.",
      "TEMPLATE_INACTIVE",
    );
  const rubric: Rubric = { name: row.name, role: row.role, body: TemplateBody.parse(row.body) };
  return { rubric, templateId: row.id, templateVersion: row.version };
}

/** The draft, or what is published while nothing was changed since. */
async function draftOfTemplate(tx: Tx, ctx: Ctx, templateId: string): Promise<Rubric> {
  authorize(ctx, "template:manage");
  const [row] = await tx
    .select({ name: scoringTemplates.name, role: scoringTemplates.role, draft: scoringTemplates.draft })
    .from(scoringTemplates)
    .where(and(eq(scoringTemplates.orgId, ctx.orgId), eq(scoringTemplates.id, templateId)));
  if (!row) throw notFound("template");
  if (row.draft === null) return (await published(tx, ctx, eq(scoringTemplates.id, templateId))).rubric;
  const body = TemplateBody.safeParse(row.draft);
  if (!body.success)
    throw invalid(
      `The draft is not whole yet, so it cannot be tried: ${body.error.issues[0]?.message ?? "a value is missing."}`,
    );
  return { name: `${row.name.slice(0, 190)} (draft)`, role: row.role, body: body.data };
}

function noDefault(role: string): AppError {
  return new AppError(
    "not_found",
    `No template is the default for the role "${role}", so nothing was scored. Name a template, or let an admin choose a default.`,
    { reason: "NO_DEFAULT_TEMPLATE" },
  );
}
