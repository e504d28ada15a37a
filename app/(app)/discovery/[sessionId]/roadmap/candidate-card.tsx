"use client";

import { Menu } from "@base-ui/react/menu";
import { Ellipsis, GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, memo, useRef } from "react";
import { Score } from "@/components/analysis/score";
import { buttonClasses } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import type { Step } from "@/lib/candidates/board";
import type { CandidateCard as Card } from "@/lib/candidates/schema";
import { CardLead } from "./card-lead";
import { CardMarks } from "./card-marks";
import type { CardActions } from "./use-card-actions";
import { useDraggableCard } from "./use-drag";

/** The card's menu hangs on one menu for the whole board, told by the card's id. */
export type CardMenuHandle = Menu.Handle<string>;

interface CardProps {
  readonly card: Card;
  readonly isSelected: boolean;
  /** Where cards that are dragged over this one would go. */
  readonly dropEdge: "above" | "below" | null;
  readonly mayEdit: boolean;
  readonly menu: CardMenuHandle;
  readonly helpId: string;
  readonly actions: CardActions;
}

const stepsByKey: Readonly<Record<string, Step>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "previous_tier",
  ArrowRight: "next_tier",
};

/** Cards come anew from the server after each change; one that reads the same need not be drawn again. */
function isSameCard(a: CardProps, b: CardProps): boolean {
  const fields = Object.keys(a.card) as (keyof Card)[];
  return (
    a.isSelected === b.isSelected &&
    a.dropEdge === b.dropEdge &&
    a.mayEdit === b.mayEdit &&
    fields.every((field) => a.card[field] === b.card[field])
  );
}

function Figures({ card }: { card: Card }) {
  const t = useTranslations("roadmap.card");
  const figures = [
    ["priority", card.priority],
    ["exposure", card.exposure],
    ["complexity", card.complexity],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-3 text-xs tabular-nums">
      {figures.map(([name, value]) => (
        <div key={name} className="flex gap-1">
          <dt className="text-ink-soft">{t(name)}</dt>
          <dd className={classes(name === "priority" && "font-semibold")}>
            <Score value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function CardHandle({ card, helpId, actions }: Pick<CardProps, "card" | "helpId" | "actions">) {
  const t = useTranslations("roadmap.card");
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepsByKey[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    actions.step(card.id, step);
  };
  return (
    <button
      type="button"
      data-focus={`handle ${card.id}`}
      aria-label={t("handle", { name: card.name })}
      aria-describedby={helpId}
      onKeyDown={onKeyDown}
      className="-my-1 cursor-grab! rounded-md px-0.5 py-1.5 text-ink-soft hover:bg-sunken"
    >
      <GripVertical aria-hidden="true" className="size-5" />
    </button>
  );
}

function DrawnCard({ card, isSelected, dropEdge, mayEdit, menu, helpId, actions }: CardProps) {
  const t = useTranslations("roadmap.card");
  const ref = useRef<HTMLLIElement>(null);
  useDraggableCard(ref, { id: card.id, tier: card.tier, isEnabled: mayEdit }, actions.previewText);
  return (
    <li
      ref={ref}
      data-card={card.id}
      className={classes(
        // Off-screen cards are not laid out: a board of 500 stays quick.
        "relative scroll-mt-24 rounded-lg border bg-surface p-3 [contain-intrinsic-size:auto_9rem] [content-visibility:auto]",
        isSelected ? "border-accent" : "border-line",
        dropEdge === "above" && "shadow-[inset_0_4px_0_var(--accent)]",
        dropEdge === "below" && "shadow-[inset_0_-4px_0_var(--accent)]",
      )}
    >
      <div className="flex items-start gap-1.5">
        {mayEdit ? (
          <>
            <CardHandle card={card} helpId={helpId} actions={actions} />
            <input
              type="checkbox"
              className="mt-0.5 size-5 shrink-0 accent-(--accent)"
              aria-label={t("select", { name: card.name })}
              checked={isSelected}
              onChange={(event) => actions.select(card.id, event.currentTarget.checked)}
            />
          </>
        ) : null}
        <h3 className="min-w-0 grow font-medium">
          <button
            type="button"
            data-focus={`open ${card.id}`}
            className="min-h-6 text-left underline-offset-2 hover:underline"
            onClick={() => actions.open(card.id)}
          >
            {card.name}
          </button>
        </h3>
        {mayEdit ? (
          <Menu.Trigger
            handle={menu}
            payload={card.id}
            data-focus={`menu ${card.id}`}
            aria-label={t("menu", { name: card.name })}
            className={buttonClasses("quiet", "small", "-mt-1")}
          >
            <Ellipsis aria-hidden="true" className="size-4" />
          </Menu.Trigger>
        ) : null}
      </div>
      <p className="mt-1 text-ink-soft text-sm">
        {card.roleTitle}{" "}
        <span className="whitespace-nowrap">· {t("people", { people: card.headcount })}</span>
      </p>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-2">
        <Figures card={card} />
        <span className="flex flex-wrap gap-1">
          <CardMarks card={card} />
        </span>
      </div>
      <CardLead card={card} />
    </li>
  );
}

export const CandidateCard = memo(DrawnCard, isSameCard);
