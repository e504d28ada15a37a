"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { EmptyState } from "@/components/ui/card";
import type { OpenAudit } from "@/lib/roles/audit";
import { mostRolesInBrowser } from "@/lib/roles/browse-roles";
import type { PolicyPercent } from "@/lib/roles/match-policy";
import type { ReviewPlan, ShortWay } from "@/lib/roles/review-plan";
import type { RolePage, RoleRow, RoleSummary } from "@/lib/roles/schema";
import { BulkBar } from "./bulk-bar";
import { FilterBar } from "./filter-bar";
import { KeysDialog } from "./keys-dialog";
import { ListLine } from "./list-line";
import { OccupationDialog } from "./occupation-dialog";
import { Pager } from "./pager";
import { RoleList, useVisibleRows } from "./role-list";
import { isSelectable, type RowActions } from "./role-row";
import { isNarrowed, noFilter, type RoleQuery, roleListHref, toFilter } from "./search-params";
import { SelectionBar } from "./selection-bar";
import { keepKeys } from "./single-keys";
import { StateTabs } from "./state-tabs";
import { SummaryTiles } from "./summary-tiles";
import { useAllRoles } from "./use-all-roles";
import { useDecisions } from "./use-decisions";
import { useReviewKeys } from "./use-review-keys";
import { useRoleQuery } from "./use-role-query";
import { useRoleView } from "./use-role-view";
import { useRowCursor } from "./use-row-cursor";

function useSelection(rows: readonly RoleRow[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const selected = useMemo(() => rows.filter((role) => ids.has(role.id) && isSelectable(role)), [rows, ids]);
  const select = useCallback(
    (role: RoleRow, isSelected: boolean) =>
      setIds((present) => {
        const next = new Set(present);
        if (isSelected) next.add(role.id);
        else next.delete(role.id);
        return next;
      }),
    [],
  );
  return {
    ids,
    selected,
    select,
    clear: () => setIds(new Set()),
    selectAll: (areSelected: boolean) =>
      setIds(new Set(areSelected ? rows.filter(isSelectable).map(({ id }) => id) : [])),
  };
}

/** One object for as long as the page stands, so that rows that did not change are not drawn again. */
function useSteady<T extends object>(actions: T): T {
  const latest = useRef(actions);
  latest.current = actions;
  return useMemo(
    () =>
      Object.fromEntries(
        Object.keys(latest.current).map((name) => [
          name,
          (...args: unknown[]) =>
            (latest.current as Record<string, (...all: unknown[]) => unknown>)[name]?.(...args),
        ]),
      ) as T,
    [],
  );
}

/** The roles of a session with all that decides them: tiles, tabs, filter, slider, list and keys. */
export function RoleWorkbench({
  sessionId,
  stamp,
  suggested,
  fromServer,
  page,
  summary: summaryFromServer,
  plans,
  departments,
  hasModel,
  policy,
  audit,
  viewerName,
  mayEdit,
  areKeysOn: areKeysOnAtFirst,
}: {
  sessionId: string;
  /** Changes whenever something in the session did. */
  stamp: string;
  /** Changes when suggestions are under way or through. */
  suggested: string;
  fromServer: RoleQuery;
  page: RolePage;
  summary: RoleSummary;
  plans: { readonly oneByOne: ReviewPlan; readonly short: ShortWay | null };
  departments: readonly { name: string | null; headcount: number }[];
  /** Whether a model was asked about any role. */
  hasModel: boolean;
  policy: PolicyPercent;
  audit: OpenAudit | undefined;
  viewerName: string;
  mayEdit: boolean;
  areKeysOn: boolean;
}) {
  const t = useTranslations("roles");
  const isSmall = summaryFromServer.byState.all.roles <= mostRolesInBrowser;
  const { roles, patch, reload } = useAllRoles(sessionId, stamp, suggested, isSmall);
  const isLive = roles !== null;
  const { query, change, version } = useRoleQuery(sessionId, fromServer, isLive);
  const decisions = useDecisions(sessionId, roles ?? page.items, viewerName, patch);
  const view = useRoleView(decisions.shown, isLive, query, summaryFromServer, policy.minMarginPercent);
  const { rows, summary, shares } = view;
  const filter = toFilter(query);

  const region = useRef<HTMLElement>(null);
  const scroll = useRef<(index: number) => void>(() => undefined);
  const cursor = useRowCursor(rows, region, (index) => scroll.current(index));
  const shown = useVisibleRows(rows, region, isLive, cursor.index);
  scroll.current = (index) => shown.virtualizer.scrollToIndex(index, { align: "auto" });

  const [chosen, setChosen] = useState<RoleRow | null>(null);
  const selection = useSelection(rows);
  const actions: RowActions = useSteady({
    confirm: (role, occupation) => {
      cursor.hold(role);
      decisions.decide(role, occupation);
    },
    choose: setChosen,
    reopen: (role) => {
      cursor.hold(role);
      decisions.reopen(role);
    },
    select: selection.select,
  });
  const { enter } = useSteady({ enter: cursor.enter });

  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const [areKeysOn, setAreKeysOn] = useState(areKeysOnAtFirst);
  useReviewKeys({
    areOn: areKeysOn,
    mayEdit,
    cursor,
    decisions,
    choose: setChosen,
    select: (role) => selection.select(role, !selection.ids.has(role.id)),
    search: () => document.querySelector<HTMLInputElement>("[role=search] [name=q]")?.focus(),
    showSheet: () => setIsSheetOpen(true),
  });

  // The list of the review stands with the next drawing.
  const startsAtFirst = useRef(false);
  useEffect(() => {
    if (!startsAtFirst.current) return;
    startsAtFirst.current = false;
    cursor.toFirst();
  });

  const startBy = (sort: "review" | "doubt") => {
    const start = { ...noFilter, state: "unclear", sort, dir: "desc" } as const;
    return { query: start, href: roleListHref(sessionId, query, start) };
  };

  return (
    <>
      <SummaryTiles
        summary={summary}
        plans={plans}
        starts={{ review: startBy("review"), doubt: startBy("doubt") }}
        onStart={(start) => {
          change(start);
          startsAtFirst.current = isLive;
        }}
      />
      <StateTabs sessionId={sessionId} query={query} summary={summary} change={change} />
      <FilterBar
        sessionId={sessionId}
        query={query}
        change={change}
        isLive={isLive}
        version={version}
        departments={departments}
        hasModel={hasModel}
      />
      {mayEdit && (summary.byState.open.roles > 0 || audit) ? (
        <BulkBar
          sessionId={sessionId}
          filter={filter}
          isNarrowed={isNarrowed(filter) || filter.state === "unclear"}
          summary={summary}
          policy={policy}
          audit={audit}
          areKeysOn={areKeysOn}
          viewerName={viewerName}
          onChanged={reload}
        />
      ) : null}
      <SelectionBar
        sessionId={sessionId}
        selected={selection.selected}
        onClear={selection.clear}
        onChanged={reload}
      />
      <ListLine sessionId={sessionId} query={query} change={change} matching={summary.matching}>
        <KeysDialog
          isOpen={isSheetOpen}
          onOpenChange={setIsSheetOpen}
          areOn={areKeysOn}
          mayEdit={mayEdit}
          onSwitch={(areOn) => {
            keepKeys(areOn);
            setAreKeysOn(areOn);
          }}
        />
      </ListLine>
      {rows.length === 0 ? (
        <EmptyState title={t(`nothing.${query.state}.title`)}>{t(`nothing.${query.state}.body`)}</EmptyState>
      ) : (
        <RoleList
          sessionId={sessionId}
          query={query}
          change={change}
          rows={rows}
          shares={shares}
          window={shown}
          isVirtual={isLive}
          region={region}
          currentId={cursor.role?.id}
          openId={areKeysOn && mayEdit ? cursor.keyedRole?.id : undefined}
          enter={enter}
          selectedIds={selection.ids}
          onSelectAll={selection.selectAll}
          actions={mayEdit ? actions : undefined}
        />
      )}
      {isLive ? null : <Pager sessionId={sessionId} query={query} nextCursor={page.nextCursor} />}
      <OccupationDialog
        role={chosen}
        onClose={() => setChosen(null)}
        onDecide={(role, occupation, reason) => {
          cursor.hold(role);
          decisions.decide(role, occupation, reason);
        }}
      />
    </>
  );
}
