"use client";

import { Menu } from "@base-ui/react/menu";
import { Ellipsis } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { ScoreBar } from "@/components/analysis/score";
import { TierBadge } from "@/components/analysis/tier-badge";
import { buttonClasses } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Th } from "@/components/ui/table";
import { tiers } from "@/db/enums";
import { cardsOfTier } from "@/lib/candidates/board";
import type { CandidateCard } from "@/lib/candidates/schema";
import type { CardMenuHandle } from "./candidate-card";
import { CardMarks } from "./card-marks";
import type { CardActions } from "./use-card-actions";
import type { Selection } from "./use-selection";

const headClasses = "sticky top-0 z-10";
const cellClasses = "border-line border-b px-3 py-2";

function Row({
  card,
  place,
  isSelected,
  mayEdit,
  menu,
  actions,
}: {
  card: CandidateCard;
  place: number;
  isSelected: boolean;
  mayEdit: boolean;
  menu: CardMenuHandle;
  actions: CardActions;
}) {
  const t = useTranslations("roadmap.card");
  const format = useFormatter();
  return (
    <tr>
      {mayEdit ? (
        <td className={cellClasses}>
          <input
            type="checkbox"
            className="block size-5 accent-(--accent)"
            aria-label={t("select", { name: card.name })}
            checked={isSelected}
            onChange={(event) => actions.select(card.id, event.currentTarget.checked)}
          />
        </td>
      ) : null}
      <td className={cellClasses}>
        <TierBadge tier={card.tier} />
      </td>
      <td className={`${cellClasses} text-right`}>{format.number(place)}</td>
      <th scope="row" className={`${cellClasses} text-left font-medium`}>
        <button
          type="button"
          data-focus={`open ${card.id}`}
          className="min-h-6 text-left underline-offset-2 hover:underline"
          onClick={() => actions.open(card.id)}
        >
          {card.name}
        </button>
      </th>
      <td className={cellClasses}>{card.roleTitle}</td>
      <td className={`${cellClasses} text-right`}>{format.number(card.headcount)}</td>
      <td className={cellClasses}>
        <ScoreBar value={card.priority} isStrong />
      </td>
      <td className={cellClasses}>
        <ScoreBar value={card.exposure} />
      </td>
      <td className={cellClasses}>
        <ScoreBar value={card.complexity} />
      </td>
      <td className={`${cellClasses} text-right`}>{card.rank === null ? null : format.number(card.rank)}</td>
      <td className={cellClasses}>
        <span className="flex flex-wrap gap-1">
          <CardMarks card={card} />
        </span>
      </td>
      {mayEdit ? (
        <td className={`${cellClasses} text-right`}>
          <Menu.Trigger
            handle={menu}
            payload={card.id}
            data-focus={`menu ${card.id}`}
            aria-label={t("menu", { name: card.name })}
            className={buttonClasses("quiet", "small")}
          >
            <Ellipsis aria-hidden="true" className="size-4" />
          </Menu.Trigger>
        </td>
      ) : null}
    </tr>
  );
}

/** The board as a table, in the same order and with the same actions. */
export function CandidateTable({
  cards,
  selection,
  mayEdit,
  menu,
  actions,
}: {
  cards: readonly CandidateCard[];
  selection: Selection;
  mayEdit: boolean;
  menu: CardMenuHandle;
  actions: CardActions;
}) {
  const t = useTranslations("roadmap");
  const c = useTranslations("roadmap.columns");
  const ids = cards.map(({ id }) => id);
  return (
    <ScrollRegion
      label={t("board.label")}
      className="max-h-[calc(100dvh-8rem)] scroll-pt-12 overflow-auto rounded-xl border border-line bg-surface"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            {mayEdit ? (
              <Th className={headClasses}>
                <input
                  type="checkbox"
                  className="block size-5 accent-(--accent)"
                  aria-label={c("selectAll")}
                  checked={ids.length > 0 && ids.every(selection.has)}
                  onChange={(event) => selection.set(ids, event.currentTarget.checked)}
                />
              </Th>
            ) : null}
            <Th className={headClasses}>{c("tier")}</Th>
            <Th className={`${headClasses} text-right`}>{c("place")}</Th>
            <Th className={headClasses}>{c("agent")}</Th>
            <Th className={headClasses}>{c("role")}</Th>
            <Th className={`${headClasses} text-right`}>{c("people")}</Th>
            <Th className={`${headClasses} text-right`}>{c("priority")}</Th>
            <Th className={`${headClasses} text-right`}>{c("exposure")}</Th>
            <Th className={`${headClasses} text-right`}>{c("complexity")}</Th>
            <Th className={`${headClasses} text-right`}>{c("rank")}</Th>
            <Th className={headClasses}>{c("marks")}</Th>
            {mayEdit ? (
              <Th className={headClasses}>
                <span className="sr-only">{c("actions")}</span>
              </Th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {tiers.flatMap((tier) =>
            cardsOfTier(cards, tier).map((card, index) => (
              <Row
                key={card.id}
                card={card}
                place={index + 1}
                isSelected={selection.has(card.id)}
                mayEdit={mayEdit}
                menu={menu}
                actions={actions}
              />
            )),
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
