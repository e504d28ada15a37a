"use client";

import { Menu } from "@base-ui/react/menu";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useId, useRef, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { tiers } from "@/db/enums";
import { cardsOfTier, placeOfDrop } from "@/lib/candidates/board";
import type { CandidateCard } from "@/lib/candidates/schema";
import { CandidateTable } from "./candidate-table";
import { CardDialog } from "./card-dialog";
import { CardMenu } from "./card-menu";
import type { RoadmapView } from "./search-params";
import { SelectionBar } from "./selection-bar";
import { TierColumn } from "./tier-column";
import { useBoard } from "./use-board";
import { useCardActions } from "./use-card-actions";
import { useCardFocus } from "./use-card-focus";
import { useDragMonitor } from "./use-drag";
import { useSelection } from "./use-selection";

/** The candidates by tier, as a board or as its table twin: one set of moves for pointer, keys and menus. */
export function RoadmapBoard({
  sessionId,
  stored,
  view,
  mayEdit,
}: {
  sessionId: string;
  stored: readonly CandidateCard[];
  view: RoadmapView;
  mayEdit: boolean;
}) {
  const t = useTranslations("roadmap.board");
  const region = useRef<HTMLDivElement>(null);
  const helpId = useId();
  const [menu] = useState(() => Menu.createHandle<string>());
  const [openId, setOpenId] = useQueryState("card", parseAsString.withOptions({ history: "push" }));
  const board = useBoard(sessionId, stored);
  const selection = useSelection(board.cards);
  const focus = useCardFocus(region, board.cards);
  const over = useDragMonitor((id, target) => {
    const ids = selection.with(id);
    const place = placeOfDrop(board.cards, ids, target);
    if (place) board.move(ids, place);
  });
  const actions = useCardActions({
    open: (id) => void setOpenId(id),
    select: (id, isSelected) => selection.set([id], isSelected),
    step: (id, step) => {
      focus.keep(`handle ${id}`);
      board.step(id, step);
    },
    previewText: (id) => {
      const ids = selection.with(id);
      return ids.length > 1 ? t("dragging", { count: ids.length }) : null;
    },
  });
  const open = board.cards.find(({ id }) => id === openId);
  const shared = { selection, mayEdit, menu, actions };
  return (
    <div ref={region}>
      <p role="status" aria-live="polite" className="sr-only">
        {board.announcement}
      </p>
      {openId !== null && !open ? (
        <div className="mb-3">
          <Notice tone="warn">{t("gone")}</Notice>
        </div>
      ) : null}
      {mayEdit ? <SelectionBar board={board} selection={selection} /> : null}
      {mayEdit ? (
        <div className="mb-2 flex justify-between gap-3 text-ink-soft text-sm">
          <p id={helpId}>{view === "board" ? t("help") : null}</p>
          <p className={board.isSaving ? undefined : "invisible"}>{t("saving")}</p>
        </div>
      ) : null}
      {view === "table" ? (
        <CandidateTable cards={board.cards} {...shared} />
      ) : (
        <div className="grid items-start gap-3 lg:grid-cols-3">
          {tiers.map((tier) => (
            <TierColumn
              key={tier}
              tier={tier}
              cards={cardsOfTier(board.cards, tier)}
              over={over}
              helpId={helpId}
              {...shared}
            />
          ))}
        </div>
      )}
      {mayEdit ? (
        <CardMenu
          handle={menu}
          container={region}
          board={board}
          onOpen={actions.open}
          onMove={(id) => focus.keep(`menu ${id}`)}
        />
      ) : null}
      <CardDialog
        sessionId={sessionId}
        card={open}
        board={board}
        mayEdit={mayEdit}
        onClose={() => void setOpenId(null)}
      />
    </div>
  );
}
