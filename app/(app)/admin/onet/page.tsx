import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { PageHeader } from "@/components/ui/card";
import type { Ctx } from "@/lib/auth/context";
import { openPage } from "@/lib/http/page";
import { listReleases } from "@/lib/onet/queries/list-releases";
import { ReleaseInUse } from "./release-in-use";
import { ReleaseTable } from "./release-table";
import { SyncPanel } from "./sync-panel";

export async function generateMetadata() {
  return { title: (await getTranslations("onet"))("title") };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function OnetPage() {
  const { ctx, organization } = await openPage("/admin/onet");
  const t = await getTranslations("onet");
  return (
    <>
      <PageHeader title={t("title")} description={t("description", { organization: organization.name })} />
      <Suspense fallback={<PageSkeleton />}>
        <Releases ctx={ctx} />
      </Suspense>
      <div className="mt-8">
        <Suspense fallback={<PageSkeleton />}>
          <SyncPanel />
        </Suspense>
      </div>
    </>
  );
}

async function Releases({ ctx }: { ctx: Ctx }) {
  const t = await getTranslations("onet");
  const releases = await listReleases(ctx);
  const inUse = releases.find((release) => release.isInUse);
  const now = new Date();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {inUse ? <ReleaseInUse inUse={inUse} releases={releases} now={now} /> : null}
      <section>
        <h2 className="mb-3 font-semibold text-lg">{t("table.title")}</h2>
        <ReleaseTable releases={releases} />
      </section>
      {inUse ? (
        <p className="max-w-prose text-ink-soft text-sm">{t("attribution", { release: inUse.release })}</p>
      ) : null}
    </div>
  );
}
