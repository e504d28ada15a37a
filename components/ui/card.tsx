import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={classes("rounded-xl border border-line bg-surface p-5", className)} {...rest} />;
}

/** The head of a page: what it is, what it is for, and its one next step. */
export function PageHeader({
  title,
  description,
  actions,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-4">
      <div className="min-w-0">
        <h1 className="text-balance font-semibold text-2xl tracking-tight">{title}</h1>
        {description ? <p className="mt-1 max-w-prose text-ink-soft">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}

/** What will stand here, and how to get it here. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-xl border border-line border-dashed px-6 py-14 text-center">
      <h2 className="font-semibold text-lg">{title}</h2>
      {children ? <p className="max-w-prose text-ink-soft">{children}</p> : null}
      {action}
    </div>
  );
}
