import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { Card, PageHeader } from "@/components/ui/card";
import { openPage } from "@/lib/http/page";
import { defaultRetentionDays } from "@/lib/profiles/schema";
import { ImportForm } from "./import-form";

export async function generateMetadata() {
  return { title: (await getTranslations("profiles.importPage"))("title") };
}

const dayMs = 86_400_000;

export default async function ImportPage() {
  await openPage("/profiles/import");
  const t = await getTranslations("profiles.importPage");
  const now = Date.now();
  const day = (days: number) => new Date(now + days * dayMs).toISOString().slice(0, 10);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={<ButtonLink href="/profiles">{t("back")}</ButtonLink>}
      />
      <ImportForm today={day(0)} retainUntil={day(defaultRetentionDays)} />
      <Card className="mt-6">
        <h2 className="font-semibold">{t("columns")}</h2>
        <p className="mt-1 max-w-prose text-ink-soft text-sm">{t("columnsBody")}</p>
        <p className="mt-2 max-w-prose font-mono text-xs">{t("columnList")}</p>
        <p className="mt-2 max-w-prose text-ink-soft text-sm">{t("columnsJson")}</p>
        <p className="mt-2 text-sm">
          <a className="text-accent underline underline-offset-2" href="/demo-profiles.csv" download>
            {t("sample")}
          </a>
        </p>
      </Card>
    </>
  );
}
