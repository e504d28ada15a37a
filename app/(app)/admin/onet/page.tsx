import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { PageHeader } from "@/components/ui/card";
import { openPage } from "@/lib/http/page";
import { SyncPanel } from "./sync-panel";

export async function generateMetadata() {
  return { title: (await getTranslations("onet-syncs"))("title") };
}

export default async function OnetPage() {
  await openPage("/admin/onet");
  const t = await getTranslations("onet-syncs");
  return (
    <>
      <PageHeader title={t("history.back")} />
      <Suspense fallback={<PageSkeleton />}>
        <SyncPanel />
      </Suspense>
    </>
  );
}
