"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useMoney } from "@/components/scoring/use-money";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Tile } from "@/components/ui/tile";
import type { BatchPreview } from "@/lib/scoring/batch-preview";

/** What it comes to before anything is started; above the organization's limit it asks once more. */
export function Preflight({
  preview,
  isPending,
  onStart,
}: {
  preview: BatchPreview;
  isPending: boolean;
  onStart: () => void;
}) {
  const t = useTranslations("scoring.new");
  const format = useFormatter();
  const money = useMoney();
  const [isAgreed, setAgreed] = useState(false);
  const { itemCount, peopleCount, tokens, minutes, costLowNanos, costHighNanos } = preview;
  const { needsConfirmation, confirmAboveNanos, model, gateModel } = preview;
  const isEmpty = itemCount === 0;
  return (
    <Card>
      <section aria-live="polite">
        <h2 className="mb-3 font-semibold text-lg">{t("preflight")}</h2>
        <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
          <Tile label={t("people")} value={format.number(peopleCount)}>
            {t("scorings", { count: itemCount })}
          </Tile>
          <Tile label={t("tokens")} value={format.number(tokens)}>
            {t("tokensHint")}
          </Tile>
          <Tile
            label={t("cost")}
            value={t("range", { low: money(costLowNanos), high: money(costHighNanos) })}
          >
            {gateModel === null ? t("withModel", { model }) : t("withModels", { model, gateModel })}
          </Tile>
          <Tile label={t("minutes")} value={t("minuteCount", { count: Math.max(1, Math.ceil(minutes)) })}>
            {t("minutesHint")}
          </Tile>
        </dl>
        {isEmpty ? (
          <div className="mt-3">
            <Notice tone="warn">{t("nobody")}</Notice>
          </div>
        ) : null}
      </section>
      {needsConfirmation ? (
        <div className="mt-4">
          <Notice tone="warn">
            <label className="flex items-start gap-2">
              <input
                type="checkbox"
                className="mt-1"
                checked={isAgreed}
                // Agreeing changes nothing of what is asked for.
                onChange={(event) => {
                  event.stopPropagation();
                  setAgreed(event.currentTarget.checked);
                }}
              />
              <span>{t("agree", { high: money(costHighNanos), limit: money(confirmAboveNanos) })}</span>
            </label>
          </Notice>
        </div>
      ) : null}
      <div className="mt-4">
        <Button
          variant="primary"
          disabled={isPending || isEmpty || (needsConfirmation && !isAgreed)}
          aria-busy={isPending}
          onClick={onStart}
        >
          {t("startCount", { count: itemCount })}
        </Button>
      </div>
    </Card>
  );
}
