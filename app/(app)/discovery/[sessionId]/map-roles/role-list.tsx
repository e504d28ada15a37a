"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Th } from "@/components/ui/table";
import type { RoleRow } from "@/lib/roles/schema";
import { OccupationDialog } from "./occupation-dialog";
import { isSelectable, RoleTableRow, type RowActions } from "./role-row";
import { useConfirmations } from "./use-confirmations";
import { useDecisions } from "./use-decisions";

/** A column's link, and how the list is sorted by it now. */
export interface ColumnSort {
  readonly href: string;
  readonly direction: "ascending" | "descending" | undefined;
}

export interface ColumnSorts {
  readonly title: ColumnSort;
  readonly headcount: ColumnSort;
  readonly confidence: ColumnSort;
}

const headClasses = "sticky top-0 z-10";

function SortedTh({ sort, label, className }: { sort: ColumnSort; label: string; className?: string }) {
  return (
    <Th aria-sort={sort.direction ?? "none"} className={`${headClasses} ${className ?? ""}`}>
      <Link href={sort.href} scroll={false} className="inline-flex items-center gap-1 hover:underline">
        {label}
        {sort.direction === "ascending" ? <ArrowUp aria-hidden="true" className="size-3.5" /> : null}
        {sort.direction === "descending" ? <ArrowDown aria-hidden="true" className="size-3.5" /> : null}
      </Link>
    </Th>
  );
}

/**
 * After a decision its row may leave the list, with the button that had the focus. Keeps a keyboard user where they
 * were: on that row, or on the one that took its place, unless the focus went elsewhere by itself.
 * @param rows as the server gave them
 * @param shown with what is on the way to it
 */
function useRowFocus(rows: readonly RoleRow[], shown: readonly RoleRow[]) {
  const region = useRef<HTMLElement>(null);
  const place = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the rows may have taken the focus away
  useEffect(() => {
    if (place.current === null || document.activeElement !== document.body) return;
    const buttons = region.current?.querySelectorAll<HTMLElement>("[data-first-action]") ?? [];
    const next = buttons[Math.min(place.current, buttons.length - 1)] ?? region.current;
    next?.focus();
  }, [shown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer of the server ends the watch
  useEffect(() => {
    place.current = null;
  }, [rows]);
  return {
    region,
    remember: (role: RoleRow) => {
      place.current = shown.findIndex((row) => row.id === role.id);
    },
  };
}

/** The roles of one page: each can be confirmed, changed or reopened, and many can be selected and confirmed. */
export function RoleList({
  sessionId,
  rows,
  sorts,
  viewerName,
  mayEdit,
}: {
  sessionId: string;
  rows: readonly RoleRow[];
  sorts: ColumnSorts;
  viewerName: string;
  mayEdit: boolean;
}) {
  const t = useTranslations("roles.list");
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<RoleRow | null>(null);
  const { shown, decide, reopen } = useDecisions(sessionId, rows, viewerName);
  const { confirm, isPending } = useConfirmations(sessionId);
  const { region, remember } = useRowFocus(rows, shown);

  const selectable = shown.filter(isSelectable);
  const selected = selectable.filter((role) => selectedIds.has(role.id));
  const actions: RowActions = {
    confirm: (role, occupation) => {
      remember(role);
      decide(role, occupation);
    },
    choose: setChosen,
    reopen: (role) => {
      remember(role);
      reopen(role);
    },
    select: (role, isSelected) =>
      setSelectedIds((present) => {
        const ids = new Set(present);
        if (isSelected) ids.add(role.id);
        else ids.delete(role.id);
        return ids;
      }),
  };
  const confirmSelected = () => {
    const roles = selected.flatMap(({ id: roleId, suggestion }) => {
      const best = suggestion?.candidates[0];
      return best ? [{ roleId, onetCode: best.code }] : [];
    });
    confirm({ by: "selection", sessionId, roles }, () => setSelectedIds(new Set()));
  };

  return (
    <>
      {selected.length > 0 ? (
        <div className="mb-2 flex flex-wrap items-center gap-3 rounded-lg bg-accent-soft px-3 py-2">
          <span role="status">{t("selected", { count: selected.length })}</span>
          <Button variant="primary" size="small" onClick={confirmSelected} disabled={isPending}>
            {t("confirmSelected", { count: selected.length })}
          </Button>
          <Button variant="quiet" size="small" onClick={() => setSelectedIds(new Set())}>
            {t("clearSelection")}
          </Button>
        </div>
      ) : null}
      <ScrollRegion
        ref={region}
        label={t("label")}
        className="max-h-[calc(100dvh-6rem)] scroll-pt-12 isolate overflow-auto rounded-xl border border-line bg-surface"
      >
        <table className="w-full border-separate border-spacing-0 text-sm">
          <thead>
            <tr>
              {mayEdit ? (
                <Th className={`${headClasses} w-10`}>
                  <input
                    type="checkbox"
                    className="size-5 accent-(--accent)"
                    aria-label={t("selectPage")}
                    disabled={selectable.length === 0}
                    checked={selectable.length > 0 && selected.length === selectable.length}
                    onChange={(event) =>
                      setSelectedIds(
                        new Set(event.currentTarget.checked ? selectable.map((role) => role.id) : []),
                      )
                    }
                  />
                </Th>
              ) : null}
              <SortedTh sort={sorts.title} label={t("title")} />
              <SortedTh sort={sorts.headcount} label={t("people")} className="text-right" />
              <Th className={headClasses}>{t("occupation")}</Th>
              <SortedTh sort={sorts.confidence} label={t("confidence")} />
              {mayEdit ? (
                <Th className={headClasses}>
                  <span className="sr-only">{t("actions")}</span>
                </Th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {shown.map((role) => (
              <RoleTableRow
                key={role.id}
                role={role}
                isSelected={selectedIds.has(role.id)}
                actions={mayEdit ? actions : undefined}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <OccupationDialog
        role={chosen}
        onClose={() => setChosen(null)}
        onDecide={(role, occupation, reason) => {
          remember(role);
          decide(role, occupation, reason);
        }}
      />
    </>
  );
}
