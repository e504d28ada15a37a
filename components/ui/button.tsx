import Link from "next/link";
import type { ComponentProps } from "react";
import { classes } from "./classes";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium";

const looks: Readonly<Record<ButtonVariant, string>> = {
  primary: "bg-accent text-accent-ink hover:opacity-90",
  secondary: "border border-line-strong bg-surface text-ink hover:bg-sunken",
  quiet: "text-ink hover:bg-sunken",
  danger: "border border-bad bg-surface text-bad hover:bg-bad-soft",
};

const sizes: Readonly<Record<ButtonSize, string>> = {
  small: "min-h-8 px-2.5 text-sm",
  medium: "min-h-10 px-4",
};

export function buttonClasses(variant: ButtonVariant, size: ButtonSize, extra?: string): string {
  return classes(
    "inline-flex items-center justify-center gap-2 rounded-lg font-medium motion-safe:transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-50",
    looks[variant],
    sizes[size],
    extra,
  );
}

interface Look {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

export function Button({
  variant = "secondary",
  size = "medium",
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & Look) {
  return <button type={type} className={buttonClasses(variant, size, className)} {...rest} />;
}

export function ButtonLink({
  variant = "secondary",
  size = "medium",
  className,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return <Link className={buttonClasses(variant, size, className)} {...rest} />;
}
