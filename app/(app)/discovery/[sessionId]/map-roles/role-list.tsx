"use client";

import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type MouseEvent, type RefObject, useCallback } from "react";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Th } from "@/components/ui/table";
import type { RoleRow, RoleSort } from "@/lib/roles/schema";
import { isSelectable, RoleTableRow, type RowActions } from "./role-row";
import { type RoleQuery, roleListHref } from "./search-params";
import type { ChangeQuery } from "./use-role-query";

const headClasses = "sticky top-0 z-10";
const usualRowHeight = 66;
/** Rows beyond the visible ones, so that a quick scroll shows no gap. */
const overscan = 10;

/** The first click sorts a column the way one usually wants it; the next one turns it round. */
function columnSort(query: RoleQuery, sort: RoleSort) {
  const usual = sort === "title" ? ("asc" as const) : ("desc" as const);
  const other = sort === "title" ? ("desc" as const) : ("asc" as const);
  const isCurrent = query.sort === sort;
  const direction = query.dir === "asc" ? ("ascending" as const) : ("descending" as const);
  return {
    next: { sort, dir: isCurrent && query.dir === usual ? other : usual },
    direction: isCurrent ? direction : undefined,
  };
}

/** Whether a click on a link wants nothing but to follow it here. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

function SortedTh({
  sort,
  label,
  className,
  sessionId,
  query,
  change,
}: {
  sort: RoleSort;
  label: string;
  className?: string;
  sessionId: string;
  query: RoleQuery;
  change: ChangeQuery;
}) {
  const { next, direction } = columnSort(query, sort);
  return (
    <Th aria-sort={direction ?? "none"} className={`${headClasses} ${className ?? ""}`}>
      <Link
        href={roleListHref(sessionId, query, next)}
        scroll={false}
        prefetch={false}
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          change(next);
        }}
        className="inline-flex items-center gap-1 hover:underline"
      >
        {label}
        {direction === "ascending" ? <ArrowUp aria-hidden="true" className="size-3.5" /> : null}
        {direction === "descending" ? <ArrowDown aria-hidden="true" className="size-3.5" /> : null}
      </Link>
    </Th>
  );
}

interface Visible {
  readonly role: RoleRow;
  readonly index: number;
  /** Height of the rows between the one before and this one, which are not in the page. */
  readonly gap: number;
}

/** The rows near what is scrolled to; all of them where there are few. */
export function useVisibleRows(
  rows: readonly RoleRow[],
  region: RefObject<HTMLElement | null>,
  isVirtual: boolean,
  currentIndex: number,
) {
  const extract = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      // The row with the focus stays in the page wherever one scrolls.
      if (currentIndex < 0 || indexes.includes(currentIndex)) return indexes;
      return [...indexes, currentIndex].sort((a, b) => a - b);
    },
    [currentIndex],
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: isVirtual,
    getScrollElement: () => region.current,
    estimateSize: () => usualRowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    rangeExtractor: extract,
    overscan,
    scrollPaddingStart: 48,
  });
  if (!isVirtual) {
    return { visible: rows.map((role, index): Visible => ({ role, index, gap: 0 })), rest: 0, virtualizer };
  }
  let end = 0;
  const visible = virtualizer.getVirtualItems().flatMap((item): Visible[] => {
    const role = rows[item.index];
    const gap = Math.max(0, item.start - end);
    end = item.end;
    return role ? [{ role, index: item.index, gap }] : [];
  });
  return { visible, rest: Math.max(0, virtualizer.getTotalSize() - end), virtualizer };
}

export type VisibleRows = ReturnType<typeof useVisibleRows>;

function Gap({ height, columns }: { height: number; columns: number }) {
  if (height === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row holds no focus; it is only as high as those that are left out
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}

/** The table: each role can be confirmed, changed or reopened, and many can be selected. */
export function RoleList({
  sessionId,
  query,
  change,
  rows,
  shares,
  window: { visible, rest, virtualizer },
  isVirtual,
  region,
  currentId,
  openId,
  enter,
  selectedIds,
  onSelectAll,
  actions,
}: {
  sessionId: string;
  query: RoleQuery;
  change: ChangeQuery;
  rows: readonly RoleRow[];
  shares: ReadonlyMap<string, number>;
  window: VisibleRows;
  isVirtual: boolean;
  region: RefObject<HTMLElement | null>;
  currentId: string | undefined;
  openId: string | undefined;
  enter: (id: string) => void;
  selectedIds: ReadonlySet<string>;
  onSelectAll: (areSelected: boolean) => void;
  /** Undefined for people who may only read. */
  actions: RowActions | undefined;
}) {
  const t = useTranslations("roles.list");
  const selectable = rows.filter(isSelectable);
  const columns = actions ? 6 : 4;
  const head = { sessionId, query, change };
  return (
    <ScrollRegion
      ref={region}
      label={t("label")}
      className="isolate max-h-[calc(100dvh-6rem)] scroll-pt-12 overflow-auto rounded-xl border border-line bg-surface"
    >
      <table
        className="w-full min-w-[56rem] table-fixed border-separate border-spacing-0 text-sm"
        aria-rowcount={rows.length + 1}
      >
        <colgroup>
          {actions ? <col className="w-12" /> : null}
          <col className="w-[26%]" />
          <col className="w-28" />
          <col />
          <col className="w-36" />
          {actions ? <col className="w-56" /> : null}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {actions ? (
              <Th className={headClasses}>
                <input
                  type="checkbox"
                  className="size-5 accent-(--accent)"
                  aria-label={t("selectPage")}
                  disabled={selectable.length === 0}
                  checked={selectable.length > 0 && selectable.every(({ id }) => selectedIds.has(id))}
                  onChange={(event) => onSelectAll(event.currentTarget.checked)}
                />
              </Th>
            ) : null}
            <SortedTh sort="title" label={t("title")} {...head} />
            <SortedTh sort="headcount" label={t("people")} className="text-right" {...head} />
            <Th className={headClasses}>{t("occupation")}</Th>
            <SortedTh sort="confidence" label={t("confidence")} {...head} />
            {actions ? (
              <Th className={headClasses}>
                <span className="sr-only">{t("actions")}</span>
              </Th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {visible.flatMap(({ role, index, gap }) => [
            <Gap key={`gap before ${role.id}`} height={gap} columns={columns} />,
            <RoleTableRow
              key={role.id}
              role={role}
              share={shares.get(role.id)}
              isSelected={selectedIds.has(role.id)}
              actions={actions}
              index={index}
              measure={isVirtual ? virtualizer.measureElement : undefined}
              isCurrent={role.id === currentId}
              isOpen={role.id === openId}
              enter={enter}
            />,
          ])}
          <Gap height={rest} columns={columns} />
        </tbody>
      </table>
    </ScrollRegion>
  );
}
