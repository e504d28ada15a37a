import "server-only";
import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { Tier } from "@/db/enums";
import {
  analysisResults,
  analysisRuns,
  candidates,
  discoverySessions,
  exposureSources,
  users,
  workforceSegments,
} from "@/db/schema";
import { getAnalysisSettings } from "@/lib/analysis/queries/settings";
import type { ExposureSourceInfo } from "@/lib/analysis/run-views";
import { authorize, type Ctx } from "@/lib/auth/context";
import { overrideCountOfRun } from "@/lib/exposure/queries/overrides-in-force";
import { rowsByKey } from "@/lib/onet/rows-by-key";
import { type OrganizationPlace, rankOrganization } from "../organization-ranking";
import { RankingQuery, type RankingRow, rankingRowsFor, tierCountsFor } from "../ranking-filters";

/** The run that a session has published. */
export interface PublishedRun {
  readonly id: string;
  readonly number: number;
  readonly sessionId: string;
  readonly sessionName: string;
  readonly finishedAt: Date;
  readonly publishedAt: Date;
  readonly publishedByName: string | null;
  readonly inputsHash: string;
  readonly release: string;
  readonly exposureSource: ExposureSourceInfo;
  readonly overrideCount: number;
  readonly formulaVersion: string;
}

export interface OrganizationRanking {
  readonly runs: readonly PublishedRun[];
  /** Departments of all candidates before the filter, for the choices it offers. */
  readonly departments: readonly string[];
  readonly totalCount: number;
  /** What the filter leaves in each tier, were it not for the filter by tier. */
  readonly tierCounts: Readonly<Record<Tier, number>>;
  /** All that the filter leaves; showing them page by page is for the screen. */
  readonly rows: readonly RankingRow[];
}

/**
 * Candidates of the published runs in the order of the common basis, as the filters leave them. Cards that are out of
 * date or dismissed are no candidates.
 */
export async function getOrganizationRanking(ctx: Ctx, input: unknown): Promise<OrganizationRanking> {
  authorize(ctx, "ranking:read");
  const query = RankingQuery.parse(input);
  return inOrg(ctx, async (tx) => {
    const runs = await listPublishedRuns(tx, ctx);
    const all = runs.length === 0 ? [] : await listCandidates(tx, ctx, runs, await placesOf(tx, ctx, runs));
    return {
      runs,
      departments: [...new Set(all.flatMap((row) => row.departments))].sort(),
      totalCount: all.length,
      tierCounts: tierCountsFor(all, query),
      rows: rankingRowsFor(all, query),
    };
  });
}

async function listPublishedRuns(tx: Tx, ctx: Ctx): Promise<PublishedRun[]> {
  const rows = await tx
    .select({
      id: analysisRuns.id,
      number: analysisRuns.number,
      sessionId: analysisRuns.sessionId,
      sessionName: discoverySessions.name,
      createdAt: analysisRuns.createdAt,
      finishedAt: analysisRuns.finishedAt,
      publishedAt: analysisRuns.publishedAt,
      publishedByName: users.name,
      inputsHash: analysisRuns.inputsHash,
      release: analysisRuns.release,
      formulaVersion: analysisRuns.formulaVersion,
      overrideCount: overrideCountOfRun,
      exposureSource: {
        source: analysisRuns.exposureSource,
        version: analysisRuns.exposureVersion,
        name: exposureSources.name,
        licence: exposureSources.licence,
        citation: exposureSources.citation,
      },
    })
    .from(analysisRuns)
    .innerJoin(
      discoverySessions,
      and(eq(discoverySessions.orgId, analysisRuns.orgId), eq(discoverySessions.id, analysisRuns.sessionId)),
    )
    .innerJoin(
      exposureSources,
      and(
        eq(exposureSources.source, analysisRuns.exposureSource),
        eq(exposureSources.version, analysisRuns.exposureVersion),
      ),
    )
    .leftJoin(users, eq(users.id, analysisRuns.publishedBy))
    .where(
      and(
        eq(analysisRuns.orgId, ctx.orgId),
        isNotNull(analysisRuns.publishedAt),
        isNull(discoverySessions.deletedAt),
      ),
    )
    .orderBy(asc(discoverySessions.name), asc(analysisRuns.id));
  return rows.map(({ createdAt, finishedAt, publishedAt, inputsHash, ...row }) => ({
    ...row,
    finishedAt: finishedAt ?? createdAt,
    publishedAt: publishedAt ?? createdAt,
    inputsHash: inputsHash ?? "",
  }));
}

// Published runs are immutable, so their common ranking is too: the last few are kept by runs and settings.
const rankings = new Map<string, Map<string, OrganizationPlace>>();
const keptRankings = 8;

async function placesOf(
  tx: Tx,
  ctx: Ctx,
  runs: readonly PublishedRun[],
): Promise<Map<string, OrganizationPlace>> {
  const ids = runs.map(({ id }) => id).sort();
  const settings = await getAnalysisSettings(tx, ctx, null);
  const key = `${JSON.stringify(settings)} ${ids.join(" ")}`;
  const known = rankings.get(key);
  if (known) return known;
  const rows = await tx
    .select({
      id: analysisResults.roleId,
      title: analysisResults.title,
      headcount: analysisResults.headcount,
      exposure: analysisResults.exposure,
      coverage: analysisResults.coverage,
      complexity: analysisResults.complexity,
    })
    .from(analysisResults)
    .where(and(eq(analysisResults.orgId, ctx.orgId), inArray(analysisResults.runId, ids)));
  const places = rankOrganization(
    rows.map((row) => ({ ...row, hourlyWage: null })),
    settings,
  );
  rankings.set(key, places);
  for (const oldest of [...rankings.keys()].slice(0, -keptRankings)) rankings.delete(oldest);
  return places;
}

async function listCandidates(
  tx: Tx,
  ctx: Ctx,
  runs: readonly PublishedRun[],
  places: ReadonlyMap<string, OrganizationPlace>,
): Promise<RankingRow[]> {
  const runIds = runs.map(({ id }) => id);
  const rows = await tx
    .select({
      id: candidates.id,
      sessionId: candidates.sessionId,
      runId: analysisResults.runId,
      roleId: candidates.roleId,
      name: candidates.name,
      description: candidates.description,
      chosenTier: candidates.tier,
      tierOrigin: candidates.tierOrigin,
      chosenForBuildAt: candidates.chosenForBuildAt,
      roleTitle: analysisResults.title,
      occupation: analysisResults.occupation,
      onetCode: analysisResults.onetCode,
      headcount: analysisResults.headcount,
      exposure: analysisResults.exposure,
      coverage: analysisResults.coverage,
      complexity: analysisResults.complexity,
    })
    .from(candidates)
    .innerJoin(
      analysisResults,
      and(
        eq(analysisResults.orgId, candidates.orgId),
        eq(analysisResults.roleId, candidates.roleId),
        inArray(analysisResults.runId, runIds),
      ),
    )
    .where(and(eq(candidates.orgId, ctx.orgId), isNull(candidates.dismissedAt), isNull(candidates.staleAt)));
  const departments = await departmentsOf(
    tx,
    ctx,
    rows.map(({ roleId }) => roleId),
  );
  const runsById = new Map(runs.map((run) => [run.id, run]));
  return rows.map(({ chosenForBuildAt, chosenTier, tierOrigin, ...row }) => {
    const place = places.get(row.roleId);
    const run = runsById.get(row.runId);
    return {
      ...row,
      sessionName: run?.sessionName ?? "",
      runNumber: run?.number ?? 0,
      departments: departments.get(row.roleId) ?? [],
      isChosenForBuild: chosenForBuildAt !== null,
      // What a person decided stands; else the common basis does.
      tier: tierOrigin === "user" ? chosenTier : (place?.tier ?? chosenTier),
      isTierChosen: tierOrigin === "user",
      reach: place?.reach ?? null,
      impact: place?.impact ?? null,
      priority: place?.priority ?? null,
      rank: place?.rank ?? null,
    };
  });
}

async function departmentsOf(tx: Tx, ctx: Ctx, roleIds: readonly string[]): Promise<Map<string, string[]>> {
  if (roleIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinct({ roleId: workforceSegments.roleId, department: workforceSegments.department })
    .from(workforceSegments)
    .where(
      and(
        eq(workforceSegments.orgId, ctx.orgId),
        inArray(workforceSegments.roleId, [...roleIds]),
        isNotNull(workforceSegments.department),
      ),
    )
    .orderBy(asc(workforceSegments.department));
  return rowsByKey(
    rows,
    ({ roleId }) => roleId,
    ({ department }) => department ?? "",
  );
}
