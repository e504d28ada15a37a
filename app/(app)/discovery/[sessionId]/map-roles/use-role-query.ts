"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { loadRoleQuery, type RoleQuery, roleListHref } from "./search-params";

/** While somebody types, the address follows once they pause. */
const addressPauseMs = 300;

/** @param isTyped the fields of the filter say so already */
export type ChangeQuery = (change: Partial<RoleQuery>, isTyped?: boolean) => void;

/**
 * The query of the list, which stands in the address. Where the browser has all roles, a change is shown at once and
 * the address follows without asking the server; else it is a navigation like any other.
 */
export function useRoleQuery(
  sessionId: string,
  fromServer: RoleQuery,
  isLive: boolean,
): { query: RoleQuery; change: ChangeQuery; version: number } {
  const router = useRouter();
  const address = useSearchParams().toString();
  const written = useRef(address);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [query, setQuery] = useState(fromServer);
  const [version, setVersion] = useState(0);

  useEffect(() => {
    // What this page wrote itself is shown already; back, forward and links come from outside.
    if (address === written.current) return;
    clearTimeout(timer.current);
    written.current = address;
    setQuery(loadRoleQuery(new URLSearchParams(address)));
    setVersion((present) => present + 1);
  }, [address]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change: ChangeQuery = (part, isTyped = false) => {
    const next = { ...query, after: null, ...part };
    const href = roleListHref(sessionId, next, { after: next.after });
    if (!isLive) {
      router.push(href, { scroll: false });
      return;
    }
    setQuery(next);
    if (!isTyped) setVersion((present) => present + 1);
    clearTimeout(timer.current);
    const { search } = new URL(href, window.location.href);
    const write = () => {
      written.current = search.slice(1);
      // A step back leads over tabs and orders, not over letters.
      window.history[isTyped ? "replaceState" : "pushState"](null, "", href);
    };
    if (isTyped) timer.current = setTimeout(write, addressPauseMs);
    else write();
  };
  return { query, change, version };
}
