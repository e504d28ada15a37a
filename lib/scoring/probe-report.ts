import type { ProfileVariant, ScoringOutcome, ScoringStatus } from "@/db/enums";
import { fairnessOf } from "./fairness";
import type { ProbeReport } from "./probe-schema";
import { repeatabilityOf } from "./repeatability";
import type { TemplateBody } from "./schema";
import type { TwinCounts } from "./twins";

/** A scoring of a probe, when all of them have ended. */
export interface ProbeScoring {
  readonly profileId: string;
  readonly variant: ProfileVariant;
  readonly runNumber: number;
  readonly status: ScoringStatus;
  readonly overall: number | null;
  readonly outcome: ScoringOutcome | null;
  readonly requestedModel: string;
  readonly resolvedModel: string | null;
  readonly isBlind: boolean;
  readonly unblindReason: string | null;
  readonly costNanos: number | null;
}

export interface Probe {
  readonly body: TemplateBody;
  readonly templateVersion: number;
  readonly runsPerProfile: number;
  readonly scorings: readonly ProbeScoring[];
  /** Of the template version so far, in points; null: not measured. */
  readonly spread: number | null;
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function commonOf({ body, templateVersion, scorings }: Probe) {
  const inStatus = (status: ScoringStatus) => scorings.filter((row) => row.status === status).length;
  return {
    templateVersion,
    model: scorings[0]?.requestedModel ?? "",
    resolvedModels: [...new Set(scorings.flatMap(({ resolvedModel }) => resolvedModel ?? []))].toSorted(),
    isBlind: scorings.every(({ isBlind }) => isBlind),
    scale: body.scale,
    passLine: body.thresholds.pass,
    profileCount: new Set(scorings.map(({ profileId }) => profileId)).size,
    completedCount: inStatus("completed"),
    failedCount: inStatus("failed"),
    cancelledCount: inStatus("cancelled"),
    costNanos: scorings.reduce((sum, { costNanos }) => sum + (costNanos ?? 0), 0),
  };
}

/** How far equal runs lie apart. Runs that failed say nothing of it and are counted. */
export function repeatabilityReport(probe: Probe): ProbeReport {
  const completed = probe.scorings.filter(({ status }) => status === "completed");
  const repeated = [...grouped(completed, ({ profileId }) => profileId)].map(([profileId, runs]) => ({
    profileId,
    totals: runs.toSorted((a, b) => a.runNumber - b.runNumber).map(({ overall }) => overall),
  }));
  const { profiles, ...found } = repeatabilityOf(probe.body, repeated);
  return {
    kind: "repeatability",
    ...commonOf(probe),
    runsPerProfile: probe.runsPerProfile,
    ...found,
    profiles: [...profiles],
  };
}

/** What swapping one thing did. Twins that read the same to the letter were not scored, and are counted. */
export function fairnessReport(probe: Probe & { readonly twins: readonly TwinCounts[] }): ProbeReport {
  const completed = probe.scorings.filter(({ status }) => status === "completed");
  const scored = completed.flatMap(({ outcome, ...row }) => (outcome === null ? [] : [{ ...row, outcome }]));
  const { effects, fourFifths } = fairnessOf(scored, probe.spread);
  return {
    kind: "fairness",
    ...commonOf(probe),
    spread: probe.spread,
    unblindReason: probe.scorings.find(({ unblindReason }) => unblindReason)?.unblindReason ?? null,
    twins: [...probe.twins],
    effects: [...effects],
    fourFifths: [...fourFifths],
  };
}
