import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { TemplateRole } from "@/db/enums";
import { scoringTemplates, scoringTemplateVersions, users } from "@/db/schema";
import { authorize, type Ctx, may } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import type { TemplateBody } from "../schema";
import { DraftBody } from "../template-schema";
import { getVersionBody } from "./version-body";

export interface TemplateVersionRow {
  readonly version: number;
  readonly publishedAt: Date;
  /** Null of what the product brought along. */
  readonly publishedByName: string | null;
  readonly restoredFrom: number | null;
}

export interface TemplateDetail {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly role: TemplateRole;
  readonly isHouse: boolean;
  readonly isDefault: boolean;
  readonly archivedAt: Date | null;
  readonly publishedVersion: number | null;
  /** Of the published version. */
  readonly published: TemplateBody | null;
  /** What differs from it and is being worked on; shown to those who may edit. */
  readonly draft: DraftBody | null;
  readonly draftRevision: number;
  /** Newest first. */
  readonly versions: readonly TemplateVersionRow[];
}

/** @throws AppError `forbidden`, `not_found` */
export async function getTemplate(ctx: Ctx, templateId: string): Promise<TemplateDetail> {
  authorize(ctx, "scoring:read");
  return inOrg(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(scoringTemplates)
      .where(and(eq(scoringTemplates.orgId, ctx.orgId), eq(scoringTemplates.id, templateId)));
    if (!row) throw notFound("template", "TEMPLATE_NOT_FOUND");
    const { publishedVersion } = row;
    return {
      id: row.id,
      name: row.name,
      description: row.description,
      role: row.role,
      isHouse: row.houseKey !== null,
      isDefault: row.defaultSinceAt !== null,
      archivedAt: row.archivedAt,
      publishedVersion,
      published:
        publishedVersion === null ? null : (await getVersionBody(tx, ctx, templateId, publishedVersion)).body,
      draft: row.draft !== null && may(ctx, "template:manage") ? DraftBody.parse(row.draft) : null,
      draftRevision: row.draftRevision,
      versions: await listVersions(tx, ctx, templateId),
    };
  });
}

/** The body of one version, as it was published. */
export async function getTemplateVersion(
  ctx: Ctx,
  templateId: string,
  version: number,
): Promise<TemplateBody> {
  authorize(ctx, "scoring:read");
  return inOrg(ctx, async (tx) => (await getVersionBody(tx, ctx, templateId, version)).body);
}

async function listVersions(tx: Tx, ctx: Ctx, templateId: string): Promise<TemplateVersionRow[]> {
  return tx
    .select({
      version: scoringTemplateVersions.version,
      publishedAt: scoringTemplateVersions.publishedAt,
      publishedByName: users.name,
      restoredFrom: scoringTemplateVersions.restoredFrom,
    })
    .from(scoringTemplateVersions)
    .leftJoin(users, eq(users.id, scoringTemplateVersions.publishedBy))
    .where(
      and(eq(scoringTemplateVersions.orgId, ctx.orgId), eq(scoringTemplateVersions.templateId, templateId)),
    )
    .orderBy(desc(scoringTemplateVersions.version));
}
