"use client";

import { useTranslations } from "next-intl";
import { useId, useRef } from "react";
import { classes } from "@/components/ui/classes";
import type { Tier } from "@/db/enums";
import type { DropTarget } from "@/lib/candidates/board";
import type { CandidateCard as Card } from "@/lib/candidates/schema";
import { CandidateCard, type CardMenuHandle } from "./candidate-card";
import type { CardActions } from "./use-card-actions";
import { useDropColumn } from "./use-drag";
import type { Selection } from "./use-selection";

function edgeOf(over: DropTarget | null, id: string): "above" | "below" | null {
  if (over?.overId !== id) return null;
  return over.isUpperHalf ? "above" : "below";
}

export function TierColumn({
  tier,
  cards,
  over,
  selection,
  mayEdit,
  menu,
  helpId,
  actions,
}: {
  tier: Tier;
  /** In their order. */
  cards: readonly Card[];
  over: DropTarget | null;
  selection: Selection;
  mayEdit: boolean;
  menu: CardMenuHandle;
  helpId: string;
  actions: CardActions;
}) {
  const t = useTranslations("roadmap.board");
  const tierName = useTranslations("analysis.tier");
  const ref = useRef<HTMLElement>(null);
  const titleId = useId();
  useDropColumn(ref, tier, mayEdit);
  const ids = cards.map(({ id }) => id);
  const people = cards.reduce((sum, { headcount }) => sum + headcount, 0);
  const isOver = over?.tier === tier;
  return (
    <section
      ref={ref}
      aria-labelledby={titleId}
      className={classes(
        "flex min-w-0 flex-col rounded-xl border bg-sunken",
        isOver ? "border-accent" : "border-line",
      )}
    >
      <header className="flex items-start justify-between gap-2 px-4 py-3">
        <div>
          <h2 id={titleId} className="font-semibold">
            {tierName(tier)}
          </h2>
          <p className="text-ink-soft text-sm">{t("summary", { cards: cards.length, people })}</p>
        </div>
        {mayEdit && cards.length > 0 ? (
          <input
            type="checkbox"
            className="size-5 shrink-0 accent-(--accent)"
            aria-label={t("selectTier", { tier: tierName(tier) })}
            checked={ids.every(selection.has)}
            onChange={(event) => selection.set(ids, event.currentTarget.checked)}
          />
        ) : null}
      </header>
      {cards.length === 0 ? (
        <p className="m-3 rounded-lg border border-line border-dashed p-6 text-center text-ink-soft text-sm">
          {mayEdit ? t("emptyTier") : t("emptyTierReadOnly")}
        </p>
      ) : (
        <ol className="flex max-h-[calc(100dvh-12rem)] min-h-40 flex-col gap-2 overflow-y-auto px-3 pb-3">
          {cards.map((card) => (
            <CandidateCard
              key={card.id}
              card={card}
              isSelected={selection.has(card.id)}
              dropEdge={edgeOf(over, card.id)}
              mayEdit={mayEdit}
              menu={menu}
              helpId={helpId}
              actions={actions}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
