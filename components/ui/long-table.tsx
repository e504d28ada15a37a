import type { ReactNode } from "react";
import { ScrollRegion } from "./scroll-region";

/**
 * A long table that scrolls inside its own region, so that its head stays in sight. The region is positioned, or texts
 * for screen readers, which are, would stick out of it and widen the page.
 */
export function LongTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ScrollRegion
      label={label}
      className="relative isolate max-h-[calc(100dvh-6rem)] scroll-pt-12 overflow-auto rounded-xl border border-line bg-surface"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">{children}</table>
    </ScrollRegion>
  );
}
