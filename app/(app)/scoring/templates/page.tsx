import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { type Ctx, may } from "@/lib/auth/context";
import { openPage } from "@/lib/http/page";
import { listTemplates } from "@/lib/scoring/queries/list-templates";
import { readTemplateQuery, type TemplateQuery, templatesHref } from "@/lib/scoring/template-links";
import { AreaNav } from "../area-nav";
import { NewTemplate } from "./new-template";
import { TemplateList } from "./template-list";

export async function generateMetadata() {
  return { title: (await getTranslations("templates"))("title") };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function TemplatesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await openPage("/scoring/templates");
  const t = await getTranslations("templates");
  const { query, isDamaged } = readTemplateQuery(await searchParams);
  const mayEdit = may(ctx, "template:manage");
  return (
    <>
      <AreaNav current="templates" />
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          mayEdit ? (
            <ButtonLink variant="primary" href={templatesHref(query, { open: "new" })} scroll={false}>
              {t("new.open")}
            </ButtonLink>
          ) : null
        }
      />
      {isDamaged ? (
        <div className="mb-4">
          <Notice tone="warn">{t("damagedLink")}</Notice>
        </div>
      ) : null}
      <Suspense fallback={<PageSkeleton />}>
        <Templates ctx={ctx} query={query} />
      </Suspense>
      {mayEdit && query.open === "new" ? (
        <Suspense>
          <NewTemplatePanel ctx={ctx} query={query} />
        </Suspense>
      ) : null}
    </>
  );
}

async function Templates({ ctx, query }: { ctx: Ctx; query: TemplateQuery }) {
  return <TemplateList query={query} list={await listTemplates(ctx, query)} />;
}

async function NewTemplatePanel({ ctx, query }: { ctx: Ctx; query: TemplateQuery }) {
  const { items } = await listTemplates(ctx, {});
  return (
    <NewTemplate
      closeHref={templatesHref(query, { open: null })}
      templates={items.map(({ id, name, role }) => ({ id, name, role }))}
      copyOf={query.copyOf ?? null}
    />
  );
}
