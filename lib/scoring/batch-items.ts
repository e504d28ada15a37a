import { type BatchKind, type ProfileVariant, profileVariants } from "@/db/enums";

/** How often a probe of repeatability scores each profile unless told otherwise. */
const defaultRuns = 5;

/** More than this is several batches. */
export const mostItems = 10_000;

export interface BatchItem {
  readonly profileId: string;
  readonly variant: ProfileVariant;
  readonly runNumber: number;
}

/** Probes ask the same again, so no result is taken over for them. */
export function isProbe(kind: BatchKind): boolean {
  return kind === "repeatability" || kind === "fairness";
}

export function runsOf(kind: BatchKind, runsPerProfile: number | undefined): number {
  if (kind !== "repeatability") return 1;
  return Math.max(2, runsPerProfile ?? defaultRuns);
}

/**
 * What is scored in a batch: each profile once, in a probe of repeatability several times, in one of fairness beside
 * those of its counterfactual twins that differ from it.
 */
export function batchItems(
  kind: BatchKind,
  profileIds: readonly string[],
  runs: number,
  hasVariant: (profileId: string, variant: ProfileVariant) => boolean,
): BatchItem[] {
  const variants = kind === "fairness" ? profileVariants : (["original"] as const);
  return profileIds.flatMap((profileId) =>
    variants
      .filter((variant) => variant === "original" || hasVariant(profileId, variant))
      .flatMap((variant) =>
        Array.from({ length: runs }, (_, index) => ({ profileId, variant, runNumber: index + 1 })),
      ),
  );
}
