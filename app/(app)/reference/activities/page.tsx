import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { SearchForm } from "@/components/forms/search-form";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { classes } from "@/components/ui/classes";
import type { Ctx } from "@/lib/auth/context";
import { type LinkParams, readQuery } from "@/lib/http/link-query";
import { openPage } from "@/lib/http/page";
import { hrefOf } from "@/lib/reference/links";
import { getActivityTreePage } from "@/lib/reference/queries/activity-tree";
import { foundLimit, TreeQuery } from "@/lib/reference/schema";
import { AreaFrame, NoReferenceData } from "../area-frame";
import { Attribution, BasisLine } from "../basis";
import { orNoData } from "../or-no-data";
import { ActivityNodes } from "./activity-nodes";
import { ActivityPanel } from "./activity-panel";

export async function generateMetadata() {
  return { title: (await getTranslations("reference.areas"))("activities") };
}

// The tree waits under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function ActivityTreePage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  const { ctx } = await openPage("/reference/activities");
  const t = await getTranslations("reference.tree");
  const { query, isDamaged } = readQuery(TreeQuery, await searchParams);
  return (
    <AreaFrame area="activities" description={t("description")} isDamaged={isDamaged}>
      <SearchForm
        action="/reference/activities"
        label={t("find")}
        search={{ label: t("search"), hint: t("searchHint") }}
        q={query.q}
        className="mb-4 flex flex-wrap items-start gap-3"
      >
        <Button type="submit" className="mt-6">
          {t("find")}
        </Button>
        {query.q.trim() === "" ? null : (
          <Link
            className="mt-8 text-accent text-sm underline underline-offset-2"
            href="/reference/activities"
          >
            {t("clear")}
          </Link>
        )}
      </SearchForm>
      <Suspense fallback={<PageSkeleton />}>
        <Tree ctx={ctx} query={query} />
      </Suspense>
    </AreaFrame>
  );
}

async function Tree({ ctx, query }: { ctx: Ctx; query: TreeQuery }) {
  const t = await getTranslations("reference.tree");
  const page = await orNoData(getActivityTreePage(ctx, query));
  if (page === null) return <NoReferenceData />;
  const { release, source, nodes, foundCount, open } = page;
  // What holds others shows them in the tree itself.
  const panel =
    open === null || open.node.childCount > 0 ? null : (
      <ActivityPanel
        open={open}
        hrefOf={(number) => hrefOf("/reference/activities", query, { page: number })}
      />
    );
  return (
    <>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p role="status" className="font-medium text-sm">
          {foundCount === null
            ? null
            : t("found", {
                count: foundCount,
                more: foundCount > foundLimit ? "yes" : "no",
                limit: foundLimit,
              })}
        </p>
        <BasisLine release={release} source={source} />
      </div>
      {nodes.length === 0 ? (
        <EmptyState
          title={t("nothing")}
          action={<ButtonLink href="/reference/activities">{t("clear")}</ButtonLink>}
        >
          {t("nothingBody")}
        </EmptyState>
      ) : (
        <div className={classes("grid items-start gap-6", panel && "xl:grid-cols-2")}>
          <section aria-label={t("label")} className="rounded-xl border border-line bg-surface p-2">
            <ActivityNodes nodes={nodes} query={query} openId={open?.node.id ?? null} />
          </section>
          {panel}
        </div>
      )}
      <Attribution release={release} />
    </>
  );
}
