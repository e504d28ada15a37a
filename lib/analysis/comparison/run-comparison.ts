import "server-only";
import type { Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { computeInThread } from "../compute-in-thread";
import { findKeptDecisions, loadCrossInput, loadStoredRun, type StoredRun } from "../queries/compared-runs";
import { findRun } from "../queries/runs";
import type { RunSummary } from "../run-views";
import { type AnalysisSettings, formulaVersion } from "../schema";
import { type CrossFigures, compareRuns, compareWithoutCauses, type OwnFigures } from "./compare-runs";
import { CompareRunsInput, type DataChange, type RunComparison, type Unknown } from "./schema";

export interface ComparedRuns {
  readonly from: RunSummary;
  readonly to: RunSummary;
  readonly comparison: RunComparison;
}

// Runs are immutable, so what they differ by is too: the last few are kept by the two runs.
const comparisons = new Map<string, Promise<RunComparison>>();
const keptComparisons = 8;

/**
 * What moved between two finished runs of a session, and why.
 * @throws AppError `not_found`, `forbidden`
 */
export async function getRunComparison(ctx: Ctx, input: unknown): Promise<ComparedRuns> {
  const { from, to } = await findBoth(ctx, input);
  return { from, to, comparison: await compareOnce(ctx, from, to) };
}

/**
 * The same where it takes no time: undefined when data differ, so that roles would have to be computed anew. For a
 * sentence beside a run.
 */
export async function findQuickComparison(ctx: Ctx, input: unknown): Promise<ComparedRuns | undefined> {
  const { from, to } = await findBoth(ctx, input);
  if (differsInFigures(from, to) && !comparisons.has(keyOf(from, to))) return;
  return { from, to, comparison: await compareOnce(ctx, from, to) };
}

async function findBoth(ctx: Ctx, input: unknown): Promise<{ from: RunSummary; to: RunSummary }> {
  const { sessionId, from, to } = CompareRunsInput.parse(input);
  const [before, after] = await Promise.all([
    findRun(ctx, { sessionId, number: from }),
    findRun(ctx, { sessionId, number: to }),
  ]);
  if (!before || !after) throw notFound("analysis run");
  return { from: before, to: after };
}

const keyOf = (from: RunSummary, to: RunSummary) => `${from.id} ${to.id}`;

function compareOnce(ctx: Ctx, from: RunSummary, to: RunSummary): Promise<RunComparison> {
  const key = keyOf(from, to);
  const known = comparisons.get(key);
  if (known) return known;
  const comparing = compare(ctx, from, to);
  comparisons.set(key, comparing);
  comparing.catch(() => comparisons.delete(key));
  for (const oldest of [...comparisons.keys()].slice(0, -keptComparisons)) comparisons.delete(oldest);
  return comparing;
}

async function compare(ctx: Ctx, from: RunSummary, to: RunSummary): Promise<RunComparison> {
  const [before, after] = [await loadStoredRun(ctx, from), await loadStoredRun(ctx, to)];
  const dataChanges = listDataChanges(from, to);
  const cross = await computeCross(ctx, { run: from, stored: before }, { run: to, stored: after });
  if (cross !== null && "reason" in cross) {
    return { unknown: cross, dataChanges, ...compareWithoutCauses(before, after) };
  }
  return { unknown: null, dataChanges, ...compareRuns(before, after, cross) };
}

interface Side {
  readonly run: RunSummary;
  readonly stored: StoredRun;
}

/** Null while the figures of a role follow from decisions alone; a reason where they cannot be computed. */
async function computeCross(ctx: Ctx, from: Side, to: Side): Promise<CrossFigures | Unknown | null> {
  // What is ranked anew is ranked by the formulas of this version.
  if ([from, to].some(({ run }) => run.formulaVersion !== formulaVersion)) return { reason: "other_formula" };
  if (!differsInFigures(from.run, to.run)) return null;
  const [old, present] = [await findKeptDecisions(ctx, from.run.id), await findKeptDecisions(ctx, to.run.id)];
  if (!old || !present) {
    const missing = [old ? [] : from.run.number, present ? [] : to.run.number].flat();
    return { reason: "decisions_not_kept", runs: missing };
  }
  return {
    oldDecisionsNewData: await figuresUnder(ctx, { ...from, kept: old }, to.run),
    newDecisionsOldData: await figuresUnder(ctx, { ...to, kept: present }, from.run),
  };
}

type Kept = NonNullable<Awaited<ReturnType<typeof findKeptDecisions>>>;

async function figuresUnder(
  ctx: Ctx,
  { run, stored, kept }: Side & { readonly kept: Kept },
  data: RunSummary,
): Promise<Map<string, OwnFigures>> {
  const input = await loadCrossInput(ctx, { run, roles: stored.roles, kept }, data);
  const { output } = await computeInThread(input);
  return new Map(
    output.roles.map(({ roleId, exposure, coverage, complexity, factors }) => [
      roleId,
      {
        exposure: toStored(exposure),
        coverage: toStored(coverage) ?? 0,
        complexity: toStored(complexity),
        hourlyWage: factors.hourlyWage,
      },
    ]),
  );
}

/** As a run stores it, so that what did not change is equal. */
function toStored(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e6) / 1e6;
}

/** Whether a role with the same decisions has other figures in the other run, its place in the ranking apart. */
function differsInFigures(from: RunSummary, to: RunSummary): boolean {
  const figures = ({ release, settings }: RunSummary) =>
    JSON.stringify([
      release,
      settings.exposureSource,
      settings.exposureVersion,
      settings.exposureMode,
      settings.impactMode === "wages" && settings.wages.hoursPerYear,
    ]);
  return figures(from) !== figures(to);
}

const settingOf: Readonly<Record<Exclude<DataChange, "release">, (settings: AnalysisSettings) => unknown>> = {
  source: ({ exposureSource, exposureVersion }) => [exposureSource, exposureVersion],
  share_mode: ({ exposureMode }) => exposureMode,
  impact_mode: ({ impactMode }) => impactMode,
  k: ({ k }) => k,
  wages: ({ wages }) => wages,
  weights: ({ weights }) => weights,
  tiers: ({ tiers }) => tiers,
};

function listDataChanges(from: RunSummary, to: RunSummary): DataChange[] {
  const changes: DataChange[] = from.release === to.release ? [] : ["release"];
  for (const [change, pick] of Object.entries(settingOf)) {
    const isSame = JSON.stringify(pick(from.settings)) === JSON.stringify(pick(to.settings));
    if (!isSame) changes.push(change as DataChange);
  }
  return changes;
}
