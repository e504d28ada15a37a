import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { AggregateDimension, Tier } from "@/db/enums";
import { analysisActivities, analysisAggregates, analysisResults, analysisRuns } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import type { MappedRole } from "@/lib/roles/schema";
import { runInWorkerThread } from "@/lib/worker-threads";
import type { AnalysisOutput, RoleResult } from "./analysis";
import { loadRunInput, type RunNames } from "./queries/run-input";
import { AnalysisSettings } from "./schema";

const threadMemoryMegabytes = 2048;
const threadTimeoutMs = 10 * 60_000;
/** Rows per statement: 1,000 rows of 16 columns stay far below the protocol's 65,534 parameters. */
const blockSize = 1000;

interface Computed {
  readonly inputsHash: string;
  readonly output: AnalysisOutput;
}

/**
 * Carries out a requested run: reads everything in one transaction, computes in a thread of its own, and stores the
 * whole result in another. Repeatable: a finished run is left as it is.
 * @throws AppError `not_found` when the run is not there
 */
export async function runAnalysis(ctx: Ctx, runId: string): Promise<{ scoredRoleCount: number }> {
  const loaded = await inOrg(ctx, (tx) => load(tx, ctx, runId));
  if ("scoredRoleCount" in loaded) return loaded;
  const { input, names, mapped } = loaded;
  // The thread runs lib/analysis/analysis-worker.ts, which answers with exactly this.
  const computed = (await runInWorkerThread({
    module: "lib/analysis/analysis-worker.ts",
    input,
    memoryMegabytes: threadMemoryMegabytes,
    timeoutMs: threadTimeoutMs,
  })) as Computed;
  return inOrg(ctx, (tx) => store(tx, ctx, runId, computed, names, mapped));
}

async function load(tx: Tx, ctx: Ctx, runId: string) {
  const [run] = await tx
    .select({
      sessionId: analysisRuns.sessionId,
      release: analysisRuns.release,
      settings: analysisRuns.settings,
      finishedAt: analysisRuns.finishedAt,
      scoredRoleCount: analysisRuns.scoredRoleCount,
    })
    .from(analysisRuns)
    .where(and(eq(analysisRuns.orgId, ctx.orgId), eq(analysisRuns.id, runId)));
  if (!run) throw notFound("analysis run");
  if (run.finishedAt) return { scoredRoleCount: run.scoredRoleCount ?? 0 };
  return loadRunInput(tx, ctx, { ...run, settings: AnalysisSettings.parse(run.settings) });
}

async function store(
  tx: Tx,
  ctx: Ctx,
  runId: string,
  { inputsHash, output }: Computed,
  names: RunNames,
  mapped: readonly MappedRole[],
): Promise<{ scoredRoleCount: number }> {
  const tierCounts: Record<Tier, number> = { now: 0, next_quarter: 0, future: 0 };
  for (const { tier } of output.roles) if (tier) tierCounts[tier] += 1;
  const scoredRoleCount = output.roles.filter(({ rank }) => rank !== null).length;
  const [finished] = await tx
    .update(analysisRuns)
    .set({
      finishedAt: sql`now()`,
      inputsHash,
      roleCount: output.roles.length,
      scoredRoleCount,
      headcount: output.roles.reduce((sum, { headcount }) => sum + headcount, 0),
      tierCounts,
    })
    .where(
      and(eq(analysisRuns.orgId, ctx.orgId), eq(analysisRuns.id, runId), isNull(analysisRuns.finishedAt)),
    )
    .returning({ id: analysisRuns.id });
  // Another attempt of the same job was first; its result is the same.
  if (!finished) return { scoredRoleCount };
  const origins = new Map(mapped.map(({ roleId, origin }) => [roleId, origin]));
  await inBlocks(output.roles, (rows) =>
    tx
      .insert(analysisResults)
      .values(rows.map((role) => toResultRow(ctx, runId, role, origins.get(role.roleId) ?? null))),
  );
  await inBlocks(activityRows(ctx, runId, output.roles, names), (rows) =>
    tx.insert(analysisActivities).values(rows),
  );
  await inBlocks(aggregateRows(ctx, runId, output, names), (rows) =>
    tx.insert(analysisAggregates).values(rows),
  );
  await recordChange(tx, ctx, {
    name: "analysis.finished",
    subjectKind: "analysis_run",
    subjectId: runId,
    data: { inputsHash, scoredRoleCount },
  });
  return { scoredRoleCount };
}

async function inBlocks<T>(rows: readonly T[], insert: (block: T[]) => PromiseLike<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += blockSize) {
    await insert(rows.slice(start, start + blockSize));
  }
}

function toResultRow(
  ctx: Ctx,
  runId: string,
  role: RoleResult,
  mappingOrigin: MappedRole["origin"],
): typeof analysisResults.$inferInsert {
  const { activities: _, areActivitiesAdjusted: __, code, occupationTitle, ...scores } = role;
  return { ...scores, orgId: ctx.orgId, runId, onetCode: code, occupation: occupationTitle, mappingOrigin };
}

/** Once per occupation for the roles that take it as it stands, and once more per adjusted role. */
function activityRows(
  ctx: Ctx,
  runId: string,
  roles: readonly RoleResult[],
  names: RunNames,
): (typeof analysisActivities.$inferInsert)[] {
  const done = new Set<string>();
  return roles.flatMap(({ code, roleId, areActivitiesAdjusted, activities }) => {
    if (code === null) return [];
    const owner = areActivitiesAdjusted ? roleId : null;
    const key = `${code} ${owner ?? ""}`;
    if (done.has(key)) return [];
    done.add(key);
    return activities.map(({ id, level, weight, share, exposure, exposureLevel, selected, selectedBy }) => ({
      orgId: ctx.orgId,
      runId,
      onetCode: code,
      roleId: owner,
      activityId: id,
      level,
      name: names.activities.get(id) ?? id,
      weight,
      share,
      exposure,
      exposureLevel,
      isSelected: selected,
      selectedBy,
    }));
  });
}

function aggregateRows(
  ctx: Ctx,
  runId: string,
  output: AnalysisOutput,
  names: RunNames,
): (typeof analysisAggregates.$inferInsert)[] {
  const labelOf = (dimension: AggregateDimension, key: string): string =>
    (dimension === "occupation" ? names.occupations.get(key) : undefined) ?? key;
  const groups = output.groups.map(({ value: _, key, dimension, ...group }) => ({
    ...group,
    orgId: ctx.orgId,
    runId,
    dimension,
    key: key ?? "",
    label: labelOf(dimension, key ?? ""),
  }));
  const activities = output.activities.map(
    ({ activityId, headcount, roleCount, exposure, personEquivalents }) => ({
      orgId: ctx.orgId,
      runId,
      dimension: "activity" as const,
      key: activityId,
      label: names.activities.get(activityId) ?? activityId,
      headcount,
      roleCount,
      exposure,
      reach: personEquivalents,
    }),
  );
  return [...groups, ...activities];
}
