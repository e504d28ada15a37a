import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { LiveScorings } from "@/components/scoring/live-scorings";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { type Ctx, may } from "@/lib/auth/context";
import { openPage, orNotFound } from "@/lib/http/page";
import { findProvider } from "@/lib/llm/provider";
import type { ProbeTemplate } from "@/lib/scoring/probe-views";
import { getProbeTemplate, listProbes } from "@/lib/scoring/queries/probes";
import { ProbeCard } from "./probe-card";
import { ProbeForm } from "./probe-form";
import { ProbePreview } from "./probe-preview";
import { loadProbeQuery, type ProbeQuery, probesHref } from "./search-params";

export async function generateMetadata() {
  return { title: (await getTranslations("probes"))("list.title") };
}

export default async function ProbesPage({
  params,
  searchParams,
}: {
  params: Promise<{ templateId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const { ctx } = await openPage("/scoring/templates/[templateId]/probes");
  const template = await orNotFound(getProbeTemplate(ctx, (await params).templateId));
  const query = await loadProbeQuery(searchParams);
  const t = await getTranslations("probes");
  return (
    <>
      <PageHeader
        title={t("title", { name: template.name })}
        description={
          template.publishedVersion === null
            ? undefined
            : t("description", { version: template.publishedVersion })
        }
        actions={<ButtonLink href={`/scoring/templates/${template.id}`}>{t("back")}</ButtonLink>}
      />
      <Beginning ctx={ctx} template={template} query={query} />
      <Suspense fallback={<PageSkeleton />}>
        <Reports ctx={ctx} template={template} query={query} />
      </Suspense>
    </>
  );
}

/** The one next step: asking for a probe, or what has to be there first. */
async function Beginning({ ctx, template, query }: { ctx: Ctx; template: ProbeTemplate; query: ProbeQuery }) {
  const t = await getTranslations("probes");
  if (template.publishedVersion === null) {
    return <EmptyState title={t("noVersion.title")}>{t("noVersion.body")}</EmptyState>;
  }
  if (!may(ctx, "scoring:request")) return null;
  if (!findProvider()) {
    return (
      <div className="mb-6">
        <Notice tone="warn">{t("notConfigured")}</Notice>
      </div>
    );
  }
  if (template.profileCount === 0) {
    return (
      <EmptyState
        title={t("noProfiles.title")}
        action={
          <ButtonLink variant="primary" href="/profiles">
            {t("noProfiles.action")}
          </ButtonLink>
        }
      >
        {t("noProfiles.body")}
      </EmptyState>
    );
  }
  return (
    <>
      <ProbeForm templateId={template.id} query={query} />
      {query.probe ? (
        <Suspense key={JSON.stringify(query)} fallback={<PageSkeleton />}>
          <ProbePreview ctx={ctx} templateId={template.id} query={query} />
        </Suspense>
      ) : null}
    </>
  );
}

async function Reports({ ctx, template, query }: { ctx: Ctx; template: ProbeTemplate; query: ProbeQuery }) {
  const t = await getTranslations("probes.list");
  const { items, names, nextCursor } = await listProbes(ctx, { templateId: template.id, after: query.after });
  if (items.length === 0) {
    return template.publishedVersion === null || template.profileCount === 0 ? null : (
      <EmptyState title={t("empty")}>{t("emptyBody")}</EmptyState>
    );
  }
  return (
    <section aria-label={t("title")}>
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      <div className="flex flex-col gap-6">
        {items.map((probe) => (
          <ProbeCard key={probe.id} probe={probe} names={names} />
        ))}
      </div>
      <nav aria-label={t("title")} className="mt-4 flex justify-center gap-3">
        {query.after ? <ButtonLink href={probesHref(template.id)}>{t("newest")}</ButtonLink> : null}
        {nextCursor ? (
          <ButtonLink href={probesHref(template.id, { after: nextCursor })}>{t("older")}</ButtonLink>
        ) : null}
      </nav>
      <LiveScorings isOpen={items.some(({ isOpen }) => isOpen)} />
    </section>
  );
}
