"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useState, useTransition } from "react";
import { toast } from "sonner";
import type { Tier } from "@/db/enums";
import { type BoardPlace, cardsOfTier, placeAfterStep, type Step } from "@/lib/candidates/board";
import { type BoardChange, withChange } from "@/lib/candidates/board-change";
import type { CandidateCard } from "@/lib/candidates/schema";
import type { ActionResult } from "@/lib/http/outcome";
import {
  chooseCandidatesAction,
  dismissCandidateAction,
  moveCandidatesAction,
  releaseCandidatesAction,
  restoreCandidateAction,
} from "./actions";

/**
 * The board as the person sees it: every change is shown at once, said aloud, and rolled back with the reason when the
 * server refuses it.
 */
export function useBoard(sessionId: string, stored: readonly CandidateCard[]) {
  const t = useTranslations("roadmap");
  const tierName = useTranslations("analysis.tier");
  const router = useRouter();
  const [isSaving, startTransition] = useTransition();
  const [cards, show] = useOptimistic(stored, withChange);
  const [announcement, announce] = useState("");

  const seen = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const card = cards.find((each) => each.id === id);
      return card ? [{ id, version: card.version }] : [];
    });

  const send = (change: BoardChange, call: () => Promise<ActionResult<unknown>>, onDone?: () => void) =>
    startTransition(async () => {
      show(change);
      const result = await call();
      if (result.ok) {
        onDone?.();
        return;
      }
      announce(t("board.notMoved", { message: result.message }));
      toast.error(result.message);
      // What the person saw is no longer so.
      router.refresh();
    });

  const sayMove = (change: BoardChange, ids: readonly string[], tier: Tier) => {
    const [id] = ids;
    const column = cardsOfTier(withChange(cards, change), tier);
    const index = column.findIndex((card) => card.id === id);
    const name = column[index]?.name ?? "";
    announce(
      ids.length > 1
        ? t("board.movedSeveral", { count: ids.length, tier: tierName(tier) })
        : t("board.moved", { name, tier: tierName(tier), place: index + 1, count: column.length }),
    );
  };

  const move = (ids: readonly string[], place: BoardPlace) => {
    const change = { kind: "move", ids, place } as const;
    const candidates = seen(ids);
    sayMove(change, ids, place.tier);
    send(change, () => moveCandidatesAction({ sessionId, candidates, ...place }));
  };

  const step = (id: string, direction: Step) => {
    const place = placeAfterStep(cards, id, direction);
    if (place) move([id], place);
    else announce(t("board.atEdge", { name: cards.find((card) => card.id === id)?.name ?? "" }));
  };

  const release = (ids: readonly string[]) => {
    const candidates = seen(ids);
    announce(t("board.released", { count: ids.length }));
    send({ kind: "release", ids }, () => releaseCandidatesAction({ sessionId, candidates }));
  };

  const choose = (ids: readonly string[], isChosen: boolean) =>
    send({ kind: "choose", ids, isChosen }, () => chooseCandidatesAction({ sessionId, ids, isChosen }));

  const restore = ({ id, name }: CandidateCard) =>
    startTransition(async () => {
      const result = await restoreCandidateAction({ sessionId, id });
      if (result.ok) toast.success(t("toast.restored", { name }));
      else toast.error(result.message);
    });

  const dismiss = (card: CandidateCard) =>
    send(
      { kind: "dismiss", id: card.id },
      () => dismissCandidateAction({ sessionId, id: card.id }),
      () =>
        toast.success(t("toast.dismissed", { name: card.name }), {
          action: { label: t("toast.undo"), onClick: () => restore(card) },
        }),
    );

  return { cards, announcement, isSaving, move, step, release, choose, dismiss };
}

export type Board = ReturnType<typeof useBoard>;
