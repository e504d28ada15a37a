"use client";

import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { setCustomNativeDragPreview } from "@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview";
import { type RefObject, useEffect, useRef, useState } from "react";
import { type Tier, tiers } from "@/db/enums";
import type { DropTarget } from "@/lib/candidates/board";

/** Marks drags of cards apart from files and text that somebody drags over the page. */
const kind = "candidate";

function cardIdOf({ data }: { data: Record<string, unknown> }): string | null {
  return data.kind === kind && typeof data.id === "string" ? data.id : null;
}

function dropTargetOf(data: Record<string | symbol, unknown> | undefined): DropTarget | null {
  const tier = tiers.find((each) => each === data?.tier);
  if (!tier) return null;
  const overId = typeof data?.overId === "string" ? data.overId : null;
  return { tier, overId, isUpperHalf: data?.isUpperHalf === true };
}

/** Lets a card be dragged and others be dropped before or behind it. */
export function useDraggableCard(
  ref: RefObject<HTMLElement | null>,
  card: { readonly id: string; readonly tier: Tier; readonly isEnabled: boolean },
  /** What follows the pointer instead of the card; null for the card itself. */
  previewText: (id: string) => string | null,
) {
  const { id, tier, isEnabled } = card;
  const preview = useRef(previewText);
  useEffect(() => {
    preview.current = previewText;
  }, [previewText]);
  useEffect(() => {
    const element = ref.current;
    if (!element || !isEnabled) return;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ kind, id }),
        onGenerateDragPreview: ({ nativeSetDragImage }) => {
          const text = preview.current(id);
          if (text === null) return;
          setCustomNativeDragPreview({
            nativeSetDragImage,
            render: ({ container }) => {
              container.className = "rounded-lg bg-accent px-4 py-2 font-medium text-accent-ink";
              container.textContent = text;
            },
          });
        },
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => cardIdOf(source) !== null,
        getData: ({ input }) => {
          const { top, height } = element.getBoundingClientRect();
          return { tier, overId: id, isUpperHalf: input.clientY < top + height / 2 };
        },
      }),
    );
  }, [ref, id, tier, isEnabled]);
}

/** Lets cards be dropped into a tier, behind those it has. */
export function useDropColumn(ref: RefObject<HTMLElement | null>, tier: Tier, isEnabled: boolean) {
  useEffect(() => {
    const element = ref.current;
    if (!element || !isEnabled) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => cardIdOf(source) !== null,
      getData: () => ({ tier, overId: null }),
    });
  }, [ref, tier, isEnabled]);
}

/** Follows a drag over the board. @returns what the pointer is over, while it is */
export function useDragMonitor(onDrop: (id: string, target: DropTarget) => void): DropTarget | null {
  const [over, setOver] = useState<DropTarget | null>(null);
  const drop = useRef(onDrop);
  useEffect(() => {
    drop.current = onDrop;
  }, [onDrop]);
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => cardIdOf(source) !== null,
        onDrag: ({ location }) => {
          const next = dropTargetOf(location.current.dropTargets[0]?.data);
          setOver((present) => (isSameTarget(present, next) ? present : next));
        },
        onDrop: ({ source, location }) => {
          setOver(null);
          const id = cardIdOf(source);
          const target = dropTargetOf(location.current.dropTargets[0]?.data);
          if (id !== null && target) drop.current(id, target);
        },
      }),
    [],
  );
  return over;
}

function isSameTarget(a: DropTarget | null, b: DropTarget | null): boolean {
  return a?.tier === b?.tier && a?.overId === b?.overId && a?.isUpperHalf === b?.isUpperHalf;
}
