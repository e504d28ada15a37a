import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Card, PageHeader } from "@/components/ui/card";
import { listApiKeys } from "@/lib/api-keys/queries";
import type { Ctx } from "@/lib/auth/context";
import { env } from "@/lib/env";
import { openPage } from "@/lib/http/page";
import { ApiKeyTable } from "./api-key-table";
import { CreateKeyForm } from "./create-key-form";
import { HowToCall } from "./how-to-call";

export async function generateMetadata() {
  return { title: (await getTranslations("api-keys"))("title") };
}

export default async function ApiKeysPage() {
  const { ctx } = await openPage("/admin/api-keys");
  const t = await getTranslations("api-keys");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="grid grid-cols-1 gap-8">
        <Card>
          <h2 className="mb-3 font-semibold text-lg">{t("create.title")}</h2>
          <CreateKeyForm />
        </Card>
        <Suspense fallback={<PageSkeleton />}>
          <Keys ctx={ctx} />
        </Suspense>
        <HowToCall address={new URL("/api/v1", env.NEXTAUTH_URL).href} />
      </div>
    </>
  );
}

async function Keys({ ctx }: { ctx: Ctx }) {
  const t = await getTranslations("api-keys");
  const keys = await listApiKeys(ctx);
  return (
    <section>
      <h2 className="mb-3 font-semibold text-lg">{t("table.title", { count: keys.length })}</h2>
      <ApiKeyTable keys={keys} />
    </section>
  );
}
