"use client";

import { Menu } from "@base-ui/react/menu";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { tiers } from "@/db/enums";
import { placeAtEnd, type Step } from "@/lib/candidates/board";
import { isReleasable } from "@/lib/candidates/board-change";
import type { CandidateCard } from "@/lib/candidates/schema";
import type { CardMenuHandle } from "./candidate-card";
import type { Board } from "./use-board";

const itemClasses = "cursor-pointer rounded-md px-3 py-2 text-sm data-highlighted:bg-sunken";
const menuSteps = ["up", "down", "top"] as const satisfies readonly Step[];

interface MenuProps {
  readonly board: Board;
  readonly onOpen: (id: string) => void;
  /** Told before a card moves. */
  readonly onMove: (id: string) => void;
}

function Items({ card, board, onOpen, onMove }: MenuProps & { card: CandidateCard }) {
  const t = useTranslations("roadmap.menu");
  const tierName = useTranslations("analysis.tier");
  const { id, tier, isChosenForBuild } = card;
  const moving = (move: () => void) => () => {
    onMove(id);
    move();
  };
  return (
    <>
      <Menu.Item className={itemClasses} onClick={() => onOpen(id)}>
        {t("open")}
      </Menu.Item>
      <Menu.Separator className="my-1 border-line border-t" />
      {tiers
        .filter((each) => each !== tier)
        .map((each) => (
          <Menu.Item
            key={each}
            className={itemClasses}
            onClick={moving(() => board.move([id], placeAtEnd(board.cards, [id], each)))}
          >
            {t("moveTo", { tier: tierName(each) })}
          </Menu.Item>
        ))}
      {menuSteps.map((step) => (
        <Menu.Item key={step} className={itemClasses} onClick={moving(() => board.step(id, step))}>
          {t(step)}
        </Menu.Item>
      ))}
      {isReleasable(card) ? (
        <Menu.Item className={itemClasses} onClick={moving(() => board.release([id]))}>
          {t("release")}
        </Menu.Item>
      ) : null}
      <Menu.Separator className="my-1 border-line border-t" />
      <Menu.Item className={itemClasses} onClick={() => board.choose([id], !isChosenForBuild)}>
        {isChosenForBuild ? t("unchoose") : t("choose")}
      </Menu.Item>
      <Menu.Item className={itemClasses} onClick={() => board.dismiss(card)}>
        {t("dismiss")}
      </Menu.Item>
    </>
  );
}

/** The one menu of the board; the button that opened it says for which card. */
export function CardMenu({
  handle,
  container,
  ...props
}: MenuProps & {
  handle: CardMenuHandle;
  /** Where it opens: within the page's main part, so that it stands in a landmark. */
  container: RefObject<HTMLElement | null>;
}) {
  return (
    <Menu.Root handle={handle}>
      {({ payload }) => {
        const card = props.board.cards.find(({ id }) => id === payload);
        return (
          <Menu.Portal container={container}>
            <Menu.Positioner sideOffset={4} align="end" className="z-30">
              <Menu.Popup className="min-w-52 rounded-lg border border-line bg-surface p-1 shadow-lg">
                {card ? <Items card={card} {...props} /> : null}
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        );
      }}
    </Menu.Root>
  );
}
