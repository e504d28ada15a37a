import { type RunAddress, runHref } from "@/lib/analysis/run-address";
import {
  type AggregateSort,
  defaultDirection,
  type ResultSort,
  type SortDirection,
} from "@/lib/analysis/run-views";

/** Where links of this screen lead: the same address with some parts changed. */
export type HrefOf = (changes: Parameters<typeof runHref>[1]) => string;

export function hrefOfRun(sessionId: string, address: RunAddress): HrefOf {
  return (changes) => `/discovery/${sessionId}/analysis${runHref(address, changes)}`;
}

export interface ColumnSort {
  readonly href: string;
  /** Undefined while the list is sorted by another column. */
  readonly direction: SortDirection | undefined;
}

/** The first click sorts a column the way one usually wants it; the next one turns it round. */
export function columnSort<S extends ResultSort | AggregateSort>(
  hrefOf: HrefOf,
  current: { readonly sort: S; readonly direction: SortDirection },
  sort: S,
): ColumnSort {
  const usual = defaultDirection(sort);
  const isCurrent = current.sort === sort;
  const isUsual = current.direction === usual;
  const turned = usual === "asc" ? "desc" : "asc";
  return {
    href: hrefOf({ sort, dir: isCurrent && isUsual ? turned : null }),
    direction: isCurrent ? current.direction : undefined,
  };
}
