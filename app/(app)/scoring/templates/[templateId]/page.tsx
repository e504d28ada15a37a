import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { z } from "zod";
import { PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { TabLink } from "@/components/ui/tab-link";
import { type Ctx, may } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { openPage, orNotFound } from "@/lib/http/page";
import { getScoringJob } from "@/lib/scoring/queries/get-scoring-job";
import { getTemplate, getTemplateVersion, type TemplateDetail } from "@/lib/scoring/queries/get-template";
import { profilesToTry } from "@/lib/scoring/queries/profiles-to-try";
import { listModelNames } from "@/lib/scoring/queries/template-models";
import { diffBodies } from "@/lib/scoring/template-diff";
import {
  readTemplatePageQuery,
  type TemplatePageQuery,
  templateHref,
  templateViews,
} from "@/lib/scoring/template-links";
import { draftFaults } from "@/lib/scoring/template-schema";
import { AreaNav } from "../../area-nav";
import { TemplateMarks } from "../template-marks";
import { BodyView } from "./body-view";
import { TemplateActions } from "./template-actions";
import { TemplateEditor } from "./template-editor";
import { TryOut } from "./try-out";
import { TryResult } from "./try-result";
import { type Comparison, VersionList } from "./version-list";

interface PageProps {
  params: Promise<{ templateId: string }>;
  searchParams: Promise<SearchParams>;
}

async function readTemplate(ctx: Ctx, templateId: string): Promise<TemplateDetail> {
  if (!z.uuid().safeParse(templateId).success) throw notFound("template");
  return getTemplate(ctx, templateId);
}

export async function generateMetadata() {
  return { title: (await getTranslations("templates"))("title") };
}

export default async function TemplatePage({ params, searchParams }: PageProps) {
  const { ctx } = await openPage("/scoring/templates/[templateId]");
  const { templateId } = await params;
  const template = await orNotFound(readTemplate(ctx, templateId));
  const t = await getTranslations("templates");
  const { query, isDamaged } = readTemplatePageQuery(await searchParams);
  const mayManage = may(ctx, "template:manage");
  const mayEdit = mayManage && template.archivedAt === null;
  const view = query.view === "try" && !mayEdit ? "edit" : query.view;
  const isArchived = template.archivedAt !== null;
  return (
    <>
      <AreaNav current="templates" />
      <PageHeader
        title={
          <span className="wrap-anywhere">
            {template.name}{" "}
            <TemplateMarks template={{ ...template, isArchived, hasDraft: template.draft !== null }} />
          </span>
        }
        description={`${t(`roles.${template.role}`)} · ${
          template.publishedVersion === null
            ? t("marks.unpublished")
            : t("detail.version", { version: template.publishedVersion })
        }${template.description ? ` · ${template.description}` : ""}`}
        actions={
          mayManage ? (
            <TemplateActions
              template={template}
              isDefault={template.isDefault}
              isArchived={isArchived}
              isPublished={template.publishedVersion !== null}
              role={template.role}
            />
          ) : null
        }
      />
      <div className="mb-4 flex flex-col gap-2 empty:hidden">
        {isDamaged ? <Notice tone="warn">{t("damagedLink")}</Notice> : null}
        {template.archivedAt ? (
          <Notice tone="warn">{t("detail.archivedSince", { when: template.archivedAt })}</Notice>
        ) : null}
        {mayManage ? null : <p className="text-ink-soft text-sm">{t("detail.readOnly")}</p>}
      </div>
      <nav aria-label={t("detail.views")} className="mb-6 flex gap-1">
        {templateViews
          .filter((name) => name !== "try" || mayEdit)
          .map((name) => (
            <TabLink
              key={name}
              href={templateHref(template.id, { view: name })}
              scroll={false}
              isCurrent={name === view}
            >
              {t(`detail.${name}`, { count: template.versions.length })}
            </TabLink>
          ))}
      </nav>
      {view === "edit" ? <EditView ctx={ctx} template={template} mayEdit={mayEdit} /> : null}
      {view === "versions" ? (
        <VersionList template={template} comparison={await compare(ctx, template, query)} mayEdit={mayEdit} />
      ) : null}
      {view === "try" ? <TryView ctx={ctx} template={template} query={query} /> : null}
    </>
  );
}

async function EditView({
  ctx,
  template,
  mayEdit,
}: {
  ctx: Ctx;
  template: TemplateDetail;
  mayEdit: boolean;
}) {
  const { published, publishedVersion } = template;
  const draft = template.draft ?? published;
  if (mayEdit && draft)
    return (
      <TemplateEditor
        key={template.id}
        templateId={template.id}
        draft={draft}
        revision={template.draftRevision}
        published={published && publishedVersion ? { version: publishedVersion, body: published } : null}
        models={await listModelNames(ctx)}
      />
    );
  if (published) return <BodyView body={published} />;
  const t = await getTranslations("templates.detail");
  return <p className="text-ink-soft">{t("neverPublished")}</p>;
}

/** The two versions that the address names; else the latest and the one before it. */
async function compare(
  ctx: Ctx,
  { id, versions }: TemplateDetail,
  query: TemplatePageQuery,
): Promise<Comparison | null> {
  const latest = versions[0]?.version ?? 0;
  const to = query.to ?? latest;
  const from = query.from ?? to - 1;
  const isThere = (wanted: number) => versions.some(({ version }) => version === wanted);
  if (!isThere(from) || !isThere(to)) return null;
  const [before, after] = await Promise.all([
    getTemplateVersion(ctx, id, from),
    getTemplateVersion(ctx, id, to),
  ]);
  return { from, to, diff: diffBodies(before, after) };
}

async function TryView({
  ctx,
  template,
  query,
}: {
  ctx: Ctx;
  template: TemplateDetail;
  query: TemplatePageQuery;
}) {
  const draft = template.draft ?? template.published;
  const [profiles, job] = await Promise.all([
    profilesToTry(ctx, query.q),
    query.job ? orNotFound(getScoringJob(ctx, query.job)) : null,
  ]);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <TryOut
        templateId={template.id}
        query={query}
        profiles={profiles}
        isWhole={draft !== null && Object.keys(draftFaults(draft)).length === 0}
      />
      {job ? <TryResult job={job} /> : null}
    </div>
  );
}
