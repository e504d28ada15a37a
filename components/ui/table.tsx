import type { ComponentProps } from "react";
import { classes } from "./classes";
import { ScrollRegion } from "./scroll-region";

/** A plain table that scrolls sideways inside its card, hidden text with it, and can be reached by keyboard. */
export function Table({ label, className, children, ...rest }: ComponentProps<"table"> & { label: string }) {
  return (
    <ScrollRegion label={label} className="relative overflow-x-auto rounded-xl border border-line bg-surface">
      <table className={classes("w-full border-collapse text-sm", className)} {...rest}>
        {children}
      </table>
    </ScrollRegion>
  );
}

export function Th({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={classes(
        "border-line border-b bg-sunken px-3 py-2 text-left font-medium text-ink-soft",
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ className, ...rest }: ComponentProps<"td">) {
  return <td className={classes("border-line border-b px-3 py-2 align-middle", className)} {...rest} />;
}
