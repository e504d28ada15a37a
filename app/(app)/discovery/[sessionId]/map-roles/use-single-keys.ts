"use client";

import { useEffect, useRef } from "react";

export type KeyActions = Readonly<Record<string, () => void>>;

const writing = "input, textarea, select, [contenteditable], [role=combobox], [role=slider]";
const dialogs = "[role=dialog], [role=alertdialog]";

/** Whether a key of one letter belongs to the page: not to a field that takes text, nor to a dialog. */
function isForPage(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return false;
  if (target instanceof Element && target.closest(writing)) return false;
  return document.querySelector(dialogs) === null;
}

/** Listens for shortcuts of one key as long as they are on. */
export function useSingleKeys(actions: KeyActions, areOn: boolean): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!areOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const act = latest.current[event.key];
      if (!act || !isForPage(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [areOn]);
}
