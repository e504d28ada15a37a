import type { ComponentProps } from "react";
import { TabLink } from "./tab-link";

interface CountTab<K extends string> {
  /** Undefined: all of them. */
  readonly kind: K | undefined;
  readonly label: string;
  readonly count: string;
}

/** Links that leave of a list one kind of its rows each, with how many there are. */
export function CountTabs<K extends string>({
  label,
  tabs,
  current,
  hrefOf,
}: {
  label: string;
  tabs: readonly CountTab<K>[];
  current: K | undefined;
  hrefOf: (kind: K | null) => ComponentProps<typeof TabLink>["href"];
}) {
  return (
    <nav aria-label={label} className="mb-3 flex flex-wrap gap-1">
      {tabs.map((tab) => (
        <TabLink
          key={tab.kind ?? "all"}
          href={hrefOf(tab.kind ?? null)}
          scroll={false}
          prefetch={false}
          isCurrent={tab.kind === current}
        >
          {tab.label} <span className="tabular-nums">{tab.count}</span>
        </TabLink>
      ))}
    </nav>
  );
}
