"use client";

import { useMemo } from "react";
import {
  type BrowsedRole,
  orderRoles,
  roleMatcher,
  sharesDownTheList,
  toRoleGroup,
} from "@/lib/roles/browse-roles";
import { summarizeGroups } from "@/lib/roles/role-summary";
import type { RoleRow, RoleSummary } from "@/lib/roles/schema";
import { type RoleQuery, toFilter } from "./search-params";

export interface RoleView {
  readonly rows: readonly RoleRow[];
  readonly summary: RoleSummary;
  /** By role: the share of people settled once everything down to it is; empty in another order. */
  readonly shares: ReadonlyMap<string, number>;
}

/** What of the roles is shown, and counted: all of them in the browser, else one page as the server chose it. */
export function useRoleView(
  roles: readonly BrowsedRole[],
  isLive: boolean,
  query: RoleQuery,
  fromServer: RoleSummary,
  minMarginPercent: number,
): RoleView {
  const filter = useMemo(() => toFilter(query), [query]);
  const { sort, dir, after } = query;
  const ordered = useMemo(() => (isLive ? orderRoles(roles, sort, dir) : roles), [roles, isLive, sort, dir]);
  const rows = useMemo(
    () => (isLive ? ordered.filter(roleMatcher(filter)) : ordered),
    [ordered, isLive, filter],
  );
  const summary = useMemo(() => {
    if (!isLive) return fromServer;
    const isMatching = roleMatcher(filter);
    return summarizeGroups(roles.map((role) => toRoleGroup(role, minMarginPercent, isMatching(role))));
  }, [roles, isLive, filter, fromServer, minMarginPercent]);
  const { all, unclear } = summary.byState;
  const isReview = (sort === "review" || sort === "doubt") && dir === "desc" && after === null;
  const shares = useMemo(
    () =>
      isReview
        ? sharesDownTheList(rows, { all: all.people, settled: all.people - unclear.people })
        : new Map<string, number>(),
    [rows, isReview, all.people, unclear.people],
  );
  return { rows, summary, shares };
}
