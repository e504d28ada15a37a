import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { classes } from "@/components/ui/classes";
import { Th } from "@/components/ui/table";
import type { SortDirection } from "@/lib/analysis/run-views";

/** The head of a column that the list can be sorted by; it sticks to the top of its scrolling region. */
export function SortedTh({
  label,
  hint,
  href,
  direction,
  className,
}: {
  label: string;
  hint?: string;
  /** Sorts by this column, or turns the order round. */
  href: string;
  /** Undefined while the list is sorted by another column. */
  direction: SortDirection | undefined;
  className?: string;
}) {
  const ariaSort = direction && (direction === "asc" ? "ascending" : "descending");
  return (
    <Th aria-sort={ariaSort ?? "none"} className={classes("sticky top-0 z-10", className)}>
      <Link
        href={href}
        scroll={false}
        prefetch={false}
        title={hint}
        className="inline-flex min-h-6 items-center gap-1 hover:underline"
      >
        {label}
        {direction === "asc" ? <ArrowUp aria-hidden="true" className="size-3.5" /> : null}
        {direction === "desc" ? <ArrowDown aria-hidden="true" className="size-3.5" /> : null}
      </Link>
    </Th>
  );
}
