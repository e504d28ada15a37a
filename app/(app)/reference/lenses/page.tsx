import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Notice } from "@/components/ui/notice";
import type { Ctx } from "@/lib/auth/context";
import { type LinkParams, readQuery } from "@/lib/http/link-query";
import { openPage } from "@/lib/http/page";
import { getLenses } from "@/lib/reference/queries/lenses";
import { LensQuery, sourceKeyOf } from "@/lib/reference/schema";
import { AreaFrame, NoReferenceData } from "../area-frame";
import { Attribution } from "../basis";
import { orNoData } from "../or-no-data";
import { LensChart } from "./lens-chart";
import { LensForm } from "./lens-form";
import { LensTable } from "./lens-table";

export async function generateMetadata() {
  return { title: (await getTranslations("reference.areas"))("lenses") };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function LensesPage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  const { ctx } = await openPage("/reference/lenses");
  const t = await getTranslations("reference.lenses");
  const { query, isDamaged } = readQuery(LensQuery, await searchParams);
  return (
    <AreaFrame area="lenses" description={t("description")} isDamaged={isDamaged}>
      <Suspense fallback={<PageSkeleton />}>
        <Lenses ctx={ctx} query={query} />
      </Suspense>
    </AreaFrame>
  );
}

async function Lenses({ ctx, query }: { ctx: Ctx; query: LensQuery }) {
  const t = await getTranslations("reference.lenses");
  const page = await orNoData(getLenses(ctx, query));
  if (page === null) return <NoReferenceData />;
  const { a, b, correlation, sharedCount, release } = page;
  return (
    <>
      <LensForm page={page} query={query} />
      {sourceKeyOf(a) === sourceKeyOf(b) ? (
        <div className="mb-4">
          <Notice tone="warn">{t("same")}</Notice>
        </div>
      ) : null}
      <p role="status" className="mb-4 max-w-prose">
        {correlation === null
          ? t("noCorrelation", { count: sharedCount })
          : t("correlation", {
              value: correlation,
              count: sharedCount,
              group: query.group === undefined ? "no" : "yes",
            })}
      </p>
      <div className="grid items-start gap-6 xl:grid-cols-[26rem_minmax(0,1fr)]">
        <LensChart page={page} />
        <LensTable page={page} query={query} />
      </div>
      <Attribution release={release} />
    </>
  );
}
