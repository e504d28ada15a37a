import type { ComponentProps } from "react";

/** A part that scrolls for itself. By keyboard it does so only when it can have the focus (WCAG 2.1.1). */
export function ScrollRegion({ label, ...rest }: ComponentProps<"section"> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (axe scrollable-region-focusable)
      tabIndex={0}
      {...rest}
    />
  );
}
