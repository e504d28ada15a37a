import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { classes } from "./classes";

const tones: Readonly<Record<Tone, string>> = {
  neutral: "border-line bg-sunken",
  accent: "border-accent bg-accent-soft",
  good: "border-good bg-good-soft",
  warn: "border-warn bg-warn-soft",
  bad: "border-bad bg-bad-soft",
};

/** A sentence that matters now. `bad` is announced at once. */
export function Notice({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={classes("wrap-anywhere rounded-lg border px-4 py-3 text-sm", tones[tone])}
    >
      {children}
    </div>
  );
}
