"use client";

import { useEffect, useRef } from "react";

export type KeyActions = Readonly<Record<string, () => void>>;

/** What takes letters or digits; a box that was ticked takes none, and the keys go on beside it. */
const writing =
  "input:not([type=checkbox]), textarea, select, [contenteditable], [role=combobox], [role=slider]";
const dialogs = "[role=dialog], [role=alertdialog]";

/** Whether a key of one letter belongs to the page: not to a field that takes text, nor to a dialog. */
function isForPage(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return false;
  if (target instanceof Element && target.closest(writing)) return false;
  return document.querySelector(dialogs) === null;
}

/**
 * Listens for shortcuts of one key as long as they are on.
 * @param held keys that go on acting while they are held; any other acts once, or a finger that rests on it would
 * decide one row after the other unseen
 */
export function useSingleKeys(actions: KeyActions, areOn: boolean, held: readonly string[]): void {
  const latest = useRef({ actions, held });
  useEffect(() => {
    latest.current = { actions, held };
  });
  useEffect(() => {
    if (!areOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const act = latest.current.actions[event.key];
      if (!act || !isForPage(event)) return;
      event.preventDefault();
      if (!event.repeat || latest.current.held.includes(event.key)) act();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [areOn]);
}
