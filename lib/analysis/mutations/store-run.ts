import "server-only";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { AggregateDimension, DecisionOrigin, Tier } from "@/db/enums";
import {
  type analysisActivities,
  type analysisAggregates,
  analysisDecisions,
  type analysisResults,
  analysisRuns,
} from "@/db/schema";
import { refreshStatistics } from "@/db/statistics";
import type { Ctx } from "@/lib/auth/context";
import { recordChange } from "@/lib/history/record-change";
import type { AnalysisOutput, RoleResult } from "../analysis";
import type { ActivityChoiceInput, OwnActivityInput } from "../analysis-input";
import type { ComputedRun } from "../computed-run";
import { socMajorGroups } from "../soc-major-groups";

/** Rows per statement; some megabytes of JSON. */
const blockSize = 5000;

/** Names and origins that the results carry along, so that an old run reads as it was. */
export interface RunLabels {
  readonly occupations: ReadonlyMap<string, string>;
  readonly activities: ReadonlyMap<string, string>;
  /** Role id → where its occupation came from. */
  readonly mappingOrigins: ReadonlyMap<string, DecisionOrigin | null>;
  /** Kept with the run, so that it can be compared with another over the same data. */
  readonly decisions: {
    readonly choices: readonly ActivityChoiceInput[];
    readonly own: readonly OwnActivityInput[];
  };
}

/** Writes a run's whole result in one transaction; a run that another attempt finished first is left as it is. */
export async function storeRun(
  ctx: Ctx,
  runId: string,
  { inputsHash, output }: ComputedRun,
  labels: RunLabels,
): Promise<{ scoredRoleCount: number }> {
  const scoredRoleCount = output.roles.filter(({ rank }) => rank !== null).length;
  await inOrg(ctx, async (tx) => {
    const [finished] = await tx
      .update(analysisRuns)
      .set({
        finishedAt: sql`now()`,
        inputsHash,
        roleCount: output.roles.length,
        scoredRoleCount,
        headcount: output.roles.reduce((sum, { headcount }) => sum + headcount, 0),
        tierCounts: countTiers(output.roles),
      })
      .where(
        and(eq(analysisRuns.orgId, ctx.orgId), eq(analysisRuns.id, runId), isNull(analysisRuns.finishedAt)),
      )
      .returning({ id: analysisRuns.id });
    // Another attempt of the same job was first; its result is the same.
    if (!finished) return;
    await storeRows(tx, ctx, runId, output, labels);
    await tx.insert(analysisDecisions).values({
      orgId: ctx.orgId,
      runId,
      choices: labels.decisions.choices,
      ownActivities: labels.decisions.own,
    });
    await recordChange(tx, ctx, {
      name: "analysis.finished",
      subjectKind: "analysis_run",
      subjectId: runId,
      data: { inputsHash, scoredRoleCount },
    });
  });
  await refreshStatistics(["analysis_results", "analysis_activities"], output.roles.length);
  return { scoredRoleCount };
}

function countTiers(roles: readonly RoleResult[]): Record<Tier, number> {
  const counts: Record<Tier, number> = { now: 0, next_quarter: 0, future: 0 };
  for (const { tier } of roles) if (tier) counts[tier] += 1;
  return counts;
}

/**
 * A run of 3,000 roles has 30,000 activities. As one JSON parameter per block they take a third of the time of a
 * multi-row insert, most of which goes into its 400,000 parameters.
 */
async function storeRows(tx: Tx, ctx: Ctx, runId: string, output: AnalysisOutput, labels: RunLabels) {
  const owner = sql`${ctx.orgId}::uuid, ${runId}::uuid`;
  await insertInBlocks(
    tx,
    output.roles.map((role) => toResultRow(role, labels)),
    (rows) => sql`
      insert into analysis_results
        (org_id, run_id, role_id, title, onet_code, occupation, mapping_origin, headcount, exposure, coverage, spread,
         reach, impact, complexity, priority, rank, tier, factors)
      select ${owner}, * from json_to_recordset(${rows}::json) as r
        ("roleId" uuid, title text, "onetCode" text, occupation text, "mappingOrigin" text, headcount int,
         exposure numeric, coverage numeric, spread numeric, reach numeric, impact numeric, complexity numeric,
         priority numeric, rank int, tier text, factors jsonb)`,
  );
  await insertInBlocks(
    tx,
    toActivityRows(output.roles, labels),
    (rows) => sql`
      insert into analysis_activities
        (org_id, run_id, onet_code, role_id, activity_id, level, name, weight, share, exposure, exposure_level,
         is_selected, selected_by)
      select ${owner}, * from json_to_recordset(${rows}::json) as r
        ("onetCode" text, "roleId" uuid, "activityId" text, level text, name text, weight numeric, share numeric,
         exposure numeric, "exposureLevel" text, "isSelected" boolean, "selectedBy" text)`,
  );
  await insertInBlocks(
    tx,
    toAggregateRows(output, labels),
    (rows) => sql`
      insert into analysis_aggregates
        (org_id, run_id, dimension, key, label, headcount, role_count, exposure, coverage, reach, impact, complexity,
         priority)
      select ${owner}, * from json_to_recordset(${rows}::json) as r
        (dimension text, key text, label text, headcount numeric, "roleCount" int, exposure numeric, coverage numeric,
         reach numeric, impact numeric, complexity numeric, priority numeric)`,
  );
}

async function insertInBlocks(
  tx: Tx,
  rows: readonly unknown[],
  insert: (json: string) => SQL,
): Promise<void> {
  for (let start = 0; start < rows.length; start += blockSize) {
    await tx.execute(insert(JSON.stringify(rows.slice(start, start + blockSize))));
  }
}

/** A row without what the whole run shares. */
type Row<Insert> = Omit<Insert, "orgId" | "runId" | "id">;

function toResultRow(role: RoleResult, labels: RunLabels): Row<typeof analysisResults.$inferInsert> {
  const { activities: _, areActivitiesAdjusted: __, code, occupationTitle, ...scores } = role;
  const mappingOrigin = labels.mappingOrigins.get(role.roleId) ?? null;
  return { ...scores, onetCode: code, occupation: occupationTitle, mappingOrigin };
}

/** Once per occupation for the roles that take it as it stands, and once more per adjusted role. */
function toActivityRows(
  roles: readonly RoleResult[],
  labels: RunLabels,
): Row<typeof analysisActivities.$inferInsert>[] {
  const done = new Set<string>();
  return roles.flatMap(({ code, roleId, areActivitiesAdjusted, activities }) => {
    if (code === null) return [];
    const owner = areActivitiesAdjusted ? roleId : null;
    const key = `${code} ${owner ?? ""}`;
    if (done.has(key)) return [];
    done.add(key);
    return activities.map(({ id, level, weight, share, exposure, exposureLevel, selected, selectedBy }) => ({
      onetCode: code,
      roleId: owner,
      activityId: id,
      level,
      name: labels.activities.get(id) ?? id,
      weight,
      share,
      exposure,
      exposureLevel,
      isSelected: selected,
      selectedBy,
    }));
  });
}

function toAggregateRows(
  output: AnalysisOutput,
  labels: RunLabels,
): Row<typeof analysisAggregates.$inferInsert>[] {
  const groups = output.groups.map(({ value: _, key, dimension, ...group }) => ({
    ...group,
    dimension,
    key: key ?? "",
    label: labelOf(dimension, key ?? "", labels),
  }));
  const activities = output.activities.map(
    ({ activityId, headcount, roleCount, exposure, personEquivalents }) => ({
      dimension: "activity" as const,
      key: activityId,
      label: labelOf("activity", activityId, labels),
      headcount,
      roleCount,
      exposure,
      reach: personEquivalents,
    }),
  );
  return [...groups, ...activities];
}

function labelOf(dimension: AggregateDimension, key: string, labels: RunLabels): string {
  if (dimension === "occupation") return labels.occupations.get(key) ?? key;
  if (dimension === "activity") return labels.activities.get(key) ?? key;
  if (dimension === "occupation_family") return socMajorGroups[key] ?? key;
  return key;
}
