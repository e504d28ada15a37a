import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { ModelCallStatus } from "@/db/enums";
import type { Ctx } from "@/lib/auth/context";
import { openPage } from "@/lib/http/page";
import { findProvider } from "@/lib/llm/provider";
import { getModelsOverview } from "@/lib/llm/queries/model-calls";
import { CallStatusFilter } from "@/lib/llm/schema";
import { CallList } from "./call-list";
import { ModelList } from "./model-list";
import { ProviderStatus } from "./provider-status";
import { SettingsForm } from "./settings-form";
import { Spending } from "./spending";
import { TestForm } from "./test-form";

export async function generateMetadata() {
  return { title: (await getTranslations("models"))("title") };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function ModelsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, organization } = await openPage("/admin/models");
  const t = await getTranslations("models");
  const { status } = await searchParams;
  const filter = CallStatusFilter.safeParse(status);
  return (
    <>
      <PageHeader title={t("title")} description={t("description", { organization: organization.name })} />
      {status !== undefined && !filter.success ? (
        <div className="mb-4">
          <Notice tone="warn">{t("damagedLink")}</Notice>
        </div>
      ) : null}
      <Suspense fallback={<PageSkeleton />}>
        <Everything ctx={ctx} status={filter.data ?? null} />
      </Suspense>
    </>
  );
}

async function Everything({ ctx, status }: { ctx: Ctx; status: ModelCallStatus | null }) {
  const provider = findProvider();
  const { settings, spending, circuit, calls } = await getModelsOverview(ctx, provider?.host, status);
  return (
    <div className="grid grid-cols-1 gap-8">
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <ProviderStatus host={provider?.host} circuit={circuit} />
        {provider ? <TestForm models={settings.models} first={settings.scoringModel.name} /> : null}
      </div>
      <Spending spending={spending} limitNanos={settings.monthlyBudgetNanos} />
      <SettingsForm settings={{ ...settings, isMappingOn: settings.mappingOnSince !== null }} />
      <ModelList settings={settings} />
      <CallList calls={calls} status={status} />
    </div>
  );
}
