import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeader } from "@/components/ui/card";
import type { Ctx } from "@/lib/auth/context";
import { openPage } from "@/lib/http/page";
import { listSyncs } from "@/lib/onet/queries/list-syncs";
import { isSyncId } from "@/lib/onet/sync-schema";
import { SyncTable } from "../sync-table";

const loadParams = createLoader({ after: parseAsString });

export async function generateMetadata() {
  return { title: (await getTranslations("onet-syncs.history"))("pageTitle") };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function SyncsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await openPage("/admin/onet/syncs");
  const t = await getTranslations("onet-syncs.history");
  const { after } = await loadParams(searchParams);
  return (
    <>
      <PageHeader
        title={t("pageTitle")}
        description={t("pageDescription")}
        actions={<ButtonLink href="/admin/onet">{t("back")}</ButtonLink>}
      />
      <Suspense fallback={<PageSkeleton />}>
        {/* A link that was damaged begins at the newest. */}
        <Syncs ctx={ctx} after={isSyncId(after) ? after : null} />
      </Suspense>
    </>
  );
}

async function Syncs({ ctx, after }: { ctx: Ctx; after: string | null }) {
  const t = await getTranslations("onet-syncs.history");
  const { items, next } = await listSyncs(ctx, after === null ? {} : { after });
  if (items.length === 0 && after === null) {
    return <EmptyState title={t("empty")}>{t("emptyBody")}</EmptyState>;
  }
  return (
    <>
      <SyncTable syncs={items} now={new Date()} />
      <nav aria-label={t("pages")} className="mt-3 flex gap-2">
        {after === null ? null : (
          <ButtonLink size="small" href="/admin/onet/syncs">
            {t("newest")}
          </ButtonLink>
        )}
        {next === null ? null : (
          <ButtonLink size="small" href={`/admin/onet/syncs?after=${next}`}>
            {t("older")}
          </ButtonLink>
        )}
      </nav>
    </>
  );
}
