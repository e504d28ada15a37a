import Form from "next/form";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { classes } from "./classes";

/**
 * A form that only reads: its fields become the address, with or without JavaScript. Give it a key that changes with
 * the address, or its fields keep what was there before.
 */
export function FilterForm({
  label,
  action,
  kept,
  apply,
  clear,
  className,
  children,
}: {
  label: string;
  action: string;
  /** Parts of the address that have no field here; those without a value are left out. */
  kept: Readonly<Record<string, string | number | undefined>>;
  apply: string;
  /** Null while nothing is narrowed. */
  clear: { readonly label: string; readonly href: ComponentProps<typeof Link>["href"] } | null;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Form
      action={action}
      scroll={false}
      role="search"
      aria-label={label}
      className={classes("flex flex-wrap items-end gap-3", className)}
    >
      {Object.entries(kept).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
      <Button type="submit">{apply}</Button>
      {clear === null ? null : (
        <Link
          className="py-2 text-accent text-sm underline underline-offset-2"
          href={clear.href}
          scroll={false}
        >
          {clear.label}
        </Link>
      )}
    </Form>
  );
}
