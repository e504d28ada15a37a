import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { ModelsOverview } from "@/lib/llm/queries/model-calls";

/** Which server is asked and how it is. Of the key no more than that it is there. */
export function ProviderStatus({
  host,
  circuit,
}: {
  host: string | undefined;
  circuit: ModelsOverview["circuit"];
}) {
  const t = useTranslations("models.provider");
  if (!host) {
    return (
      <Card>
        <h2 className="font-semibold text-lg">{t("missing.title")}</h2>
        <p className="mt-1 max-w-prose text-ink-soft text-sm">{t("missing.body")}</p>
      </Card>
    );
  }
  const { state, failuresInRow } = circuit ?? { state: "closed" as const, failuresInRow: 0 };
  return (
    <Card>
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
        <dt className="text-ink-soft">{t("host")}</dt>
        <dd className="wrap-anywhere">{host}</dd>
        <dt className="text-ink-soft">{t("key")}</dt>
        <dd>
          <Badge tone="good">{t("keySet")}</Badge>
        </dd>
        <dt className="text-ink-soft">{t("status")}</dt>
        <dd>
          <Badge tone={state === "closed" ? "good" : "warn"}>
            {t(`circuit.${state}`, { count: failuresInRow })}
          </Badge>
          {state === "closed" && failuresInRow > 0 ? (
            <span className="mt-1 block text-ink-soft">{t("failures", { count: failuresInRow })}</span>
          ) : null}
        </dd>
      </dl>
      <p className="mt-3 text-ink-soft text-sm">{t("changeHint")}</p>
    </Card>
  );
}
