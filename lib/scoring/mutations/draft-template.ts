import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { scoringTemplates } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { bodyHash } from "../body-hash";
import { houseTemplates } from "../house-templates";
import { getVersionBody } from "../queries/version-body";
import { TemplateBody } from "../schema";
import {
  CreateTemplateInput,
  type DraftBody,
  DraftInput,
  RenameTemplateInput,
  SaveDraftInput,
} from "../template-schema";
import { archivedTemplate, changedMeanwhile, getRow, ofTemplate } from "./template-row";

/**
 * Begins a template, with the body of another one or of the general one of the house. It scores nobody until it is
 * published.
 * @throws AppError `forbidden`, `invalid`, `not_found` (what it should be a copy of)
 */
export async function createTemplate(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  authorize(ctx, "template:manage");
  const { name, role, description, copyOf } = CreateTemplateInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const draft = copyOf === undefined ? houseBodyFor(role) : await bodyOf(tx, ctx, copyOf);
    const [made] = await tx
      .insert(scoringTemplates)
      .values({ orgId: ctx.orgId, name, role, description, draft, createdBy: actingUserId(ctx) })
      .returning({ id: scoringTemplates.id });
    if (!made) throw conflict("The template was not created. Try again.");
    await recordChange(tx, ctx, {
      name: "template.created",
      subjectKind: "scoring_template",
      subjectId: made.id,
      data: { role, copyOf: copyOf ?? null },
    });
    return made;
  });
}

/** What lists call it; no part of a version, so jobs keep the name they were made with. */
export async function renameTemplate(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  authorize(ctx, "template:manage");
  const { templateId, name, description } = RenameTemplateInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await getRow(tx, ctx, templateId);
    const [renamed] = await tx
      .update(scoringTemplates)
      .set({ name, description, updatedAt: sql`now()` })
      .where(and(ofTemplate(ctx, templateId), isNull(scoringTemplates.archivedAt)))
      .returning({ id: scoringTemplates.id });
    if (!renamed) throw archivedTemplate();
    await recordChange(tx, ctx, {
      name: "template.renamed",
      subjectKind: "scoring_template",
      subjectId: templateId,
    });
    return renamed;
  });
}

export interface SavedDraft {
  readonly revision: number;
  /** False when the draft says what is published: there is nothing to publish. */
  readonly isChanged: boolean;
}

/**
 * Keeps a draft as it is being written, whole or not. No line of history: what counts is what is published.
 * @throws AppError `forbidden`, `not_found`, `conflict` (archived, or another revision than was seen)
 */
export async function saveDraft(ctx: Ctx, input: unknown): Promise<SavedDraft> {
  authorize(ctx, "template:manage");
  const { templateId, revision, draft } = SaveDraftInput.parse(input);
  return inOrg(ctx, (tx) => storeDraft(tx, ctx, { templateId, revision }, draft));
}

/** Goes back to what is published. */
export async function discardDraft(ctx: Ctx, input: unknown): Promise<SavedDraft> {
  authorize(ctx, "template:manage");
  const seen = DraftInput.parse(input);
  return inOrg(ctx, (tx) => storeDraft(tx, ctx, seen, null));
}

async function storeDraft(
  tx: Tx,
  ctx: Ctx,
  { templateId, revision }: { templateId: string; revision: number },
  draft: DraftBody | null,
): Promise<SavedDraft> {
  const row = await getRow(tx, ctx, templateId);
  if (row.archivedAt) throw archivedTemplate();
  if (draft === null && row.publishedVersion === null)
    throw conflict("Nothing is published yet that the draft could go back to. It is kept as it is.");
  const isSame =
    draft === null ||
    (row.publishedVersion !== null && (await isPublished(tx, ctx, templateId, row.publishedVersion, draft)));
  const [saved] = await tx
    .update(scoringTemplates)
    .set({
      draft: isSame ? null : draft,
      draftRevision: sql`${scoringTemplates.draftRevision} + 1`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        ofTemplate(ctx, templateId),
        eq(scoringTemplates.draftRevision, revision),
        isNull(scoringTemplates.archivedAt),
      ),
    )
    .returning({ revision: scoringTemplates.draftRevision });
  if (!saved) throw changedMeanwhile();
  return { revision: saved.revision, isChanged: !isSame };
}

async function isPublished(tx: Tx, ctx: Ctx, templateId: string, version: number, draft: DraftBody) {
  const whole = TemplateBody.safeParse(draft);
  if (!whole.success) return false;
  const published = await getVersionBody(tx, ctx, templateId, version);
  return bodyHash(whole.data) === published.bodyHash;
}

async function bodyOf(tx: Tx, ctx: Ctx, templateId: string): Promise<unknown> {
  const row = await getRow(tx, ctx, templateId);
  if (row.draft !== null || row.publishedVersion === null) return row.draft;
  return (await getVersionBody(tx, ctx, templateId, row.publishedVersion)).body;
}

function houseBodyFor(role: string): TemplateBody | undefined {
  return (houseTemplates.find((house) => house.role === role) ?? houseTemplates[0])?.body;
}
