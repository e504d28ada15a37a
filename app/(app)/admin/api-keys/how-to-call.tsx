import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { ScrollRegion } from "@/components/ui/scroll-region";

/** What somebody with a fresh key does next. */
export async function HowToCall({ address }: { address: string }) {
  const t = await getTranslations("api-keys.howTo");
  const example = `curl -H "Authorization: Bearer $OPPORTUNE_KEY" \\\n  "${address}/scoring-jobs?limit=10"`;
  return (
    <Card>
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      <p className="mt-1 max-w-prose text-ink-soft text-sm">{t("body")}</p>
      <ScrollRegion label={t("example")} className="mt-3 overflow-x-auto rounded-lg bg-sunken p-3 text-sm">
        <pre className="font-mono">{example}</pre>
      </ScrollRegion>
      <p className="mt-3 max-w-prose text-ink-soft text-sm">{t("limits")}</p>
      <p className="mt-3">
        <a className="text-accent underline" href="/api/v1/openapi.json">
          {t("document")}
        </a>
      </p>
    </Card>
  );
}
