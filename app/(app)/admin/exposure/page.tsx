import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { Ctx } from "@/lib/auth/context";
import { type OverrideQuery, readOverrideQuery } from "@/lib/exposure/override-filters";
import { findElements } from "@/lib/exposure/queries/find-elements";
import { listOverrides } from "@/lib/exposure/queries/list-overrides";
import { listSources } from "@/lib/exposure/queries/list-sources";
import { openPage } from "@/lib/http/page";
import { ElementPanel } from "./element-panel";
import { ElementSearch } from "./element-search";
import { OverrideList } from "./override-list";
import { SourceTable } from "./source-table";

export async function generateMetadata() {
  return { title: (await getTranslations("exposure"))("title") };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function ExposurePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, organization } = await openPage("/admin/exposure");
  const t = await getTranslations("exposure");
  const { query, isDamaged } = readOverrideQuery(await searchParams);
  return (
    <>
      <PageHeader title={t("title")} description={t("description", { organization: organization.name })} />
      {isDamaged ? (
        <div className="mb-4">
          <Notice tone="warn">{t("damagedLink")}</Notice>
        </div>
      ) : null}
      <Suspense fallback={<PageSkeleton />}>
        <Everything ctx={ctx} query={query} />
      </Suspense>
      {query.element ? (
        <Suspense key={query.element}>
          <ElementPanel ctx={ctx} query={query} />
        </Suspense>
      ) : null}
    </>
  );
}

async function Everything({ ctx, query }: { ctx: Ctx; query: OverrideQuery }) {
  const [sources, page, found] = await Promise.all([
    listSources(ctx),
    listOverrides(ctx, query),
    findElements(ctx, query),
  ]);
  return (
    <div className="grid grid-cols-1 gap-10">
      <OverrideList query={query} page={page} />
      <ElementSearch query={query} found={found} />
      <SourceTable list={sources} />
    </div>
  );
}
