import type { ReactNode } from "react";
import { classes } from "./classes";

export type Tone = "neutral" | "accent" | "good" | "warn" | "bad";

const tones: Readonly<Record<Tone, string>> = {
  neutral: "bg-sunken text-ink",
  accent: "bg-accent-soft text-accent",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
};

export function Badge({
  tone = "neutral",
  children,
  title,
}: {
  tone?: Tone;
  children: ReactNode;
  title?: string;
}) {
  return (
    <span
      title={title}
      className={classes(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-md px-2 py-0.5 font-medium text-xs",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
