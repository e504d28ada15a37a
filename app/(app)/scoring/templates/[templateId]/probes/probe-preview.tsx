import { randomUUID } from "node:crypto";
import { getFormatter, getTranslations } from "next-intl/server";
import { moneyText } from "@/components/scoring/money-text";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Tile } from "@/components/ui/tile";
import type { Ctx } from "@/lib/auth/context";
import { may } from "@/lib/auth/context";
import { AppError } from "@/lib/errors";
import { toDollars } from "@/lib/llm/schema";
import { previewProbe } from "@/lib/scoring/mutations/start-probe";
import { ProbeInput } from "@/lib/scoring/probe-schema";
import type { ProbePreview as Preview } from "@/lib/scoring/probe-views";
import type { ProbeQuery } from "./search-params";
import { StartForm } from "./start-form";
import { TwinTable } from "./twin-table";

/** Stands in for the reason while the cost is looked at; what starts carries the one that is typed. */
const reasonToCome = "To be given at the start";

async function readPreview(ctx: Ctx, input: ProbeInput): Promise<Preview | string> {
  try {
    return await previewProbe(ctx, input);
  } catch (error) {
    if (error instanceof AppError && error.code !== "internal") return error.message;
    throw error;
  }
}

/** Scorings, cost and minutes of the probe that the address asks for, and the button that starts it. */
export async function ProbePreview({
  ctx,
  templateId,
  query,
}: {
  ctx: Ctx;
  templateId: string;
  query: ProbeQuery;
}) {
  const t = await getTranslations("probes.preview");
  const format = await getFormatter();
  const isUnblinded = query.probe === "fairness" && query.names;
  const asked = ProbeInput.safeParse({
    ...{ templateId, kind: query.probe, sampleSize: query.sample, runsPerProfile: query.runs },
    ...(isUnblinded ? { unblindReason: reasonToCome } : {}),
  });
  if (!asked.success) return <Notice tone="warn">{t("damaged")}</Notice>;
  const preview = await readPreview(ctx, asked.data);
  if (typeof preview === "string") return <Notice tone="warn">{preview}</Notice>;
  const money = (nanos: number) => moneyText(format, nanos);
  const isPointless =
    asked.data.kind === "fairness" && preview.twins.every(({ different }) => different === 0);
  return (
    <Card className="mb-6" aria-label={t("title")}>
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      <dl className="mb-4 grid gap-3 sm:grid-cols-3">
        <Tile label={t("items")} value={format.number(preview.itemCount)}>
          {t("itemsBody", { people: preview.peopleCount, model: preview.model })}
        </Tile>
        <Tile
          label={t("cost")}
          value={t("costValue", { low: money(preview.costLowNanos), high: money(preview.costHighNanos) })}
        >
          {t("costBody", { tokens: preview.tokens })}
        </Tile>
        <Tile label={t("time")} value={t("timeValue", { minutes: preview.minutes })}>
          {t("timeBody")}
        </Tile>
      </dl>
      {preview.twins.length > 0 ? (
        <div className="mb-4">
          <TwinTable twins={preview.twins} />
        </div>
      ) : null}
      {isPointless ? <Notice tone="warn">{t("nothingDiffers")}</Notice> : null}
      {may(ctx, "scoring:request") && !isPointless ? (
        <StartForm
          probe={{
            ...{ templateId, kind: asked.data.kind, sampleSize: asked.data.sampleSize },
            runsPerProfile: asked.data.runsPerProfile,
          }}
          confirmedUsd={toDollars(preview.costHighNanos)}
          needsConfirmation={preview.needsConfirmation}
          isUnblinded={isUnblinded}
          idempotencyKey={randomUUID()}
        />
      ) : null}
    </Card>
  );
}
