"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { tiers } from "@/db/enums";
import { placeAtEnd } from "@/lib/candidates/board";
import type { Board } from "./use-board";
import type { Selection } from "./use-selection";

/** What can be done with the ticked cards together. */
export function SelectionBar({ board, selection }: { board: Board; selection: Selection }) {
  const t = useTranslations("roadmap.selection");
  const tierName = useTranslations("analysis.tier");
  const { ids } = selection;
  if (ids.length === 0) return null;
  const selected = board.cards.filter(({ id }) => ids.includes(id));
  return (
    <div className="sticky top-0 z-20 mb-3 flex flex-wrap items-center gap-2 rounded-lg border border-accent bg-accent-soft px-3 py-2">
      <span role="status" className="mr-2 font-medium">
        {t("count", { count: ids.length })}
      </span>
      {tiers.map((tier) => (
        <Button key={tier} size="small" onClick={() => board.move(ids, placeAtEnd(board.cards, ids, tier))}>
          {t("moveTo", { tier: tierName(tier) })}
        </Button>
      ))}
      {selected.every(({ isChosenForBuild }) => isChosenForBuild) ? (
        <Button size="small" onClick={() => board.choose(ids, false)}>
          {t("unchoose")}
        </Button>
      ) : (
        <Button size="small" variant="primary" onClick={() => board.choose(ids, true)}>
          {t("choose")}
        </Button>
      )}
      <Button size="small" variant="quiet" onClick={selection.clear}>
        {t("clear")}
      </Button>
    </div>
  );
}
