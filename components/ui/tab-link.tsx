import Link from "next/link";
import type { ComponentProps } from "react";
import { classes } from "./classes";

/** One of several views side by side, each with an address of its own. */
export function TabLink({ isCurrent, ...rest }: ComponentProps<typeof Link> & { isCurrent: boolean }) {
  return (
    <Link
      aria-current={isCurrent ? "page" : undefined}
      className={classes(
        "rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
        isCurrent && "bg-accent-soft font-medium text-accent",
      )}
      {...rest}
    />
  );
}
