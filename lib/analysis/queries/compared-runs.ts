import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { analysisDecisions, analysisResults, onetSuccessors } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { listWages } from "@/lib/onet/queries";
import type { ActivityChoiceInput, AnalysisInput, OwnActivityInput } from "../analysis-input";
import type { ComparedRole, ComparedRun } from "../comparison/compare-runs";
import type { RunSummary } from "../run-views";
import { buildWageTable, wageYear } from "../wages";
import { loadOverrides, loadRunData } from "./run-input";

/** What is read to compare two finished runs. */

const Factors = z.object({ hourlyWage: z.number().nullable() });

/** A role of a run with the code it was mapped to. */
export type StoredRole = ComparedRole & { readonly code: string | null };

export interface StoredRun extends ComparedRun {
  readonly roles: readonly StoredRole[];
}

export async function loadStoredRun(ctx: Ctx, run: RunSummary): Promise<StoredRun> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: analysisResults.roleId,
        title: analysisResults.title,
        code: analysisResults.onetCode,
        occupation: analysisResults.occupation,
        headcount: analysisResults.headcount,
        exposure: analysisResults.exposure,
        coverage: analysisResults.coverage,
        complexity: analysisResults.complexity,
        factors: analysisResults.factors,
        reach: analysisResults.reach,
        priority: analysisResults.priority,
        rank: analysisResults.rank,
        tier: analysisResults.tier,
      })
      .from(analysisResults)
      .where(and(eq(analysisResults.orgId, ctx.orgId), eq(analysisResults.runId, run.id)));
    return {
      roles: rows.map(({ factors, ...row }) => ({ ...row, hourlyWage: Factors.parse(factors).hourlyWage })),
      settings: run.settings,
      meanHourlyWage: await meanWageOf(tx, run),
    };
  });
}

async function meanWageOf(tx: Tx, { settings }: RunSummary): Promise<number> {
  if (settings.impactMode !== "wages") return 0;
  return buildWageTable(await listWages(tx, wageYear), settings.wages.hoursPerYear).meanHourly;
}

export interface KeptDecisions {
  readonly choices: readonly ActivityChoiceInput[];
  readonly own: readonly OwnActivityInput[];
}

/** What people had decided about activities when a run was made; undefined for one that is older than keeping it. */
export async function findKeptDecisions(ctx: Ctx, runId: string): Promise<KeptDecisions | undefined> {
  authorize(ctx, "session:read");
  const [row] = await inOrg(ctx, (tx) =>
    tx
      .select({ choices: analysisDecisions.choices, own: analysisDecisions.ownActivities })
      .from(analysisDecisions)
      .where(and(eq(analysisDecisions.orgId, ctx.orgId), eq(analysisDecisions.runId, runId))),
  );
  // Stored by storeRun, and by nobody else.
  return row as KeptDecisions | undefined;
}

interface Deciding {
  readonly run: RunSummary;
  readonly roles: readonly StoredRole[];
  readonly kept: KeptDecisions;
}

/**
 * What a run would have been computed from by its own decisions, had it had the data of another: each role with one
 * person, since what a role is depends on no headcount.
 */
export async function loadCrossInput(ctx: Ctx, deciding: Deciding, data: RunSummary): Promise<AnalysisInput> {
  const { run, roles, kept } = deciding;
  return inOrg(ctx, async (tx) => {
    const carried = await carry(tx, kept, { from: run.release, to: data.release });
    return {
      ...(await loadRunData(tx, data.release, data.settings)).data,
      exposureOverrides: await loadOverrides(tx, ctx, { id: run.id, release: data.release }),
      roles: roles.map(({ id, title, code }) => ({ id, title, code, isMappingConfirmed: true })),
      segments: roles.map(({ id }) => ({
        roleId: id,
        department: null,
        lineOfBusiness: null,
        location: null,
        headcount: 1,
      })),
      activityChoices: carried.choices,
      ownActivities: carried.own,
      complexityOverrides: [],
    };
  });
}

/** Decisions as another release names their activities; what it does not have stays behind, as in the product. */
async function carry(
  tx: Tx,
  { choices, own }: KeptDecisions,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<KeptDecisions> {
  if (from === to) return { choices, own };
  const rows = await tx
    .select({ id: onetSuccessors.elementId, successorId: onetSuccessors.successorId })
    .from(onetSuccessors)
    .where(
      and(
        eq(onetSuccessors.fromRelease, from),
        eq(onetSuccessors.toRelease, to),
        inArray(onetSuccessors.level, ["dwa", "gwa"]),
      ),
    );
  const successors = new Map(rows.map(({ id, successorId }) => [id, successorId]));
  const newest = new Map<string, ActivityChoiceInput>();
  for (const choice of choices) {
    const activityId = successors.get(choice.activityId);
    if (activityId)
      newest.set([choice.code, choice.roleId, activityId].join("\n"), { ...choice, activityId });
  }
  return {
    choices: [...newest.values()],
    own: own.map((one) => ({
      ...one,
      nearestDwaId: one.nearestDwaId === null ? null : (successors.get(one.nearestDwaId) ?? null),
    })),
  };
}
