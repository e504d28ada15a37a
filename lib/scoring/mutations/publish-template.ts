import "server-only";
import { and, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { scoringTemplates, scoringTemplateVersions } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict, invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { bodyHash } from "../body-hash";
import { getVersionBody } from "../queries/version-body";
import { TemplateBody } from "../schema";
import { DraftInput, TemplateInput, TemplateVersionInput } from "../template-schema";
import { archivedTemplate, changedMeanwhile, ofTemplate, openTemplate } from "./template-row";

type Row = Awaited<ReturnType<typeof openTemplate>>;

export interface Published {
  readonly templateId: string;
  readonly version: number;
  /** Of the draft, from now on. */
  readonly revision: number;
  /** It became the default of its role, which had none. */
  readonly isNewDefault: boolean;
}

/**
 * Makes the draft a version, which nobody can change any more; jobs asked for from now on take it.
 * @throws AppError `forbidden`, `not_found`, `invalid` (the draft is not whole), `conflict` (nothing changed, archived,
 * or another revision than was seen)
 */
export async function publishTemplate(ctx: Ctx, input: unknown): Promise<Published> {
  authorize(ctx, "template:manage");
  const { templateId, revision } = DraftInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const row = await openTemplate(tx, ctx, templateId);
    if (row.archivedAt) throw archivedTemplate();
    if (row.draftRevision !== revision) throw changedMeanwhile();
    if (row.draft === null)
      throw conflict("The draft says what is published already. Nothing was published.");
    const body = wholeBody(row.draft);
    return addVersion(tx, ctx, row, { body, restoredFrom: null });
  });
}

/**
 * Publishes an old version again, under a new number. A draft that is being written is kept.
 * @throws AppError `forbidden`, `not_found`, `conflict` (it is what is published, or archived)
 */
export async function restoreTemplateVersion(ctx: Ctx, input: unknown): Promise<Published> {
  authorize(ctx, "template:manage");
  const { templateId, version } = TemplateVersionInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const row = await openTemplate(tx, ctx, templateId);
    if (row.archivedAt) throw archivedTemplate();
    const { body } = await getVersionBody(tx, ctx, templateId, version);
    return addVersion(tx, ctx, row, { body, restoredFrom: version });
  });
}

/**
 * Makes the template the one that jobs asked for by its role take; the former default ends in the same moment.
 * @throws AppError `forbidden`, `not_found`, `conflict` (never published, archived, or the default already)
 */
export async function makeDefaultTemplate(
  ctx: Ctx,
  input: unknown,
): Promise<{ templateId: string; formerId: string | null }> {
  authorize(ctx, "template:manage");
  const { templateId } = TemplateInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const row = await openTemplate(tx, ctx, templateId);
    if (row.archivedAt) throw archivedTemplate();
    if (row.publishedVersion === null)
      throw conflict("This template was never published, so it cannot be the default. Publish it first.");
    if (row.defaultSinceAt) throw conflict("This template is the default already.");
    const [former] = await tx
      .update(scoringTemplates)
      .set({ defaultSinceAt: null })
      .where(
        and(
          eq(scoringTemplates.orgId, ctx.orgId),
          eq(scoringTemplates.role, row.role),
          isNotNull(scoringTemplates.defaultSinceAt),
          ne(scoringTemplates.id, templateId),
        ),
      )
      .returning({ id: scoringTemplates.id });
    await tx.update(scoringTemplates).set({ defaultSinceAt: sql`now()` }).where(ofTemplate(ctx, templateId));
    const formerId = former?.id ?? null;
    await recordTemplate(tx, ctx, "template.made_default", templateId, { role: row.role, formerId });
    return { templateId, formerId };
  });
}

/**
 * Takes a template out of the lists; what was scored by it stays. A default is refused: its role would have none.
 * @throws AppError `forbidden`, `not_found`, `conflict` (the default, or archived already)
 */
export async function archiveTemplate(ctx: Ctx, input: unknown): Promise<{ templateId: string }> {
  authorize(ctx, "template:manage");
  const { templateId } = TemplateInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const row = await openTemplate(tx, ctx, templateId);
    if (row.defaultSinceAt)
      throw conflict(
        "This template is the default of its role and was not archived. Make another one the default first.",
      );
    const [archived] = await tx
      .update(scoringTemplates)
      .set({ archivedAt: sql`now()` })
      .where(and(ofTemplate(ctx, templateId), isNull(scoringTemplates.archivedAt)))
      .returning({ id: scoringTemplates.id });
    if (!archived) throw conflict("This template is archived already.");
    await recordTemplate(tx, ctx, "template.archived", templateId, {});
    return { templateId };
  });
}

/** @throws AppError `forbidden`, `not_found`, `conflict` (it is not archived) */
export async function unarchiveTemplate(ctx: Ctx, input: unknown): Promise<{ templateId: string }> {
  authorize(ctx, "template:manage");
  const { templateId } = TemplateInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openTemplate(tx, ctx, templateId);
    const [back] = await tx
      .update(scoringTemplates)
      .set({ archivedAt: null })
      .where(and(ofTemplate(ctx, templateId), isNotNull(scoringTemplates.archivedAt)))
      .returning({ id: scoringTemplates.id });
    if (!back) throw conflict("This template is not archived.");
    await recordTemplate(tx, ctx, "template.unarchived", templateId, {});
    return { templateId };
  });
}

/** Numbers follow one another: the counter stands on the template's row and moves with its guarded update. */
async function addVersion(
  tx: Tx,
  ctx: Ctx,
  row: Row,
  { body, restoredFrom }: { body: TemplateBody; restoredFrom: number | null },
): Promise<Published> {
  const hash = bodyHash(body);
  if (row.publishedVersion !== null) {
    const present = await getVersionBody(tx, ctx, row.id, row.publishedVersion);
    if (present.bodyHash === hash)
      throw conflict(`Version ${row.publishedVersion} says the same already. Nothing was published.`);
  }
  const isNewDefault = !(await hasDefault(tx, ctx, row));
  const [numbered] = await tx
    .update(scoringTemplates)
    .set({
      publishedVersion: sql`coalesce(${scoringTemplates.publishedVersion}, 0) + 1`,
      // Also after a restore, so that an editor that was open before it cannot go on as if nothing had happened.
      draftRevision: sql`${scoringTemplates.draftRevision} + 1`,
      updatedAt: sql`now()`,
      ...(restoredFrom === null ? { draft: null } : {}),
      ...(isNewDefault ? { defaultSinceAt: sql`now()` } : {}),
    })
    .where(
      and(
        ofTemplate(ctx, row.id),
        isNull(scoringTemplates.archivedAt),
        restoredFrom === null ? eq(scoringTemplates.draftRevision, row.draftRevision) : undefined,
      ),
    )
    .returning({ version: scoringTemplates.publishedVersion, revision: scoringTemplates.draftRevision });
  if (!numbered?.version) throw changedMeanwhile();
  const { version, revision } = numbered;
  await tx.insert(scoringTemplateVersions).values({
    ...{ orgId: ctx.orgId, templateId: row.id, version, body, bodyHash: hash, restoredFrom },
    publishedBy: actingUserId(ctx),
  });
  const name = restoredFrom === null ? "template.published" : "template.restored";
  await recordTemplate(tx, ctx, name, row.id, { version, restoredFrom, isNewDefault });
  return { templateId: row.id, version, revision, isNewDefault };
}

async function hasDefault(tx: Tx, ctx: Ctx, { role }: Row): Promise<boolean> {
  const count = await tx.$count(
    scoringTemplates,
    and(
      eq(scoringTemplates.orgId, ctx.orgId),
      eq(scoringTemplates.role, role),
      isNotNull(scoringTemplates.defaultSinceAt),
    ),
  );
  return count > 0;
}

function wholeBody(draft: unknown): TemplateBody {
  const checked = TemplateBody.safeParse(draft);
  if (checked.success) return checked.data;
  const fields = Object.fromEntries(
    checked.error.issues.map(({ path, message }) => [path.map(String).join("."), message]),
  );
  throw invalid(
    `The draft is kept, but cannot be published yet: ${checked.error.issues[0]?.message ?? "a value is missing."}`,
    fields,
  );
}

function recordTemplate(
  tx: Tx,
  ctx: Ctx,
  name:
    | "template.published"
    | "template.restored"
    | "template.made_default"
    | "template.archived"
    | "template.unarchived",
  subjectId: string,
  data: Record<string, string | number | boolean | null>,
): Promise<void> {
  return recordChange(tx, ctx, { name, subjectKind: "scoring_template", subjectId, data });
}
