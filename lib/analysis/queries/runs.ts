import "server-only";
import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { analysisResults, analysisRuns, exposureSources, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { overrideCountOfRun } from "@/lib/exposure/queries/overrides-in-force";
import { FindRunInput, type RunEntry, type RunSummary } from "../run-views";
import { AnalysisSettings } from "../schema";

const entryLimit = 200;

const TierCounts = z.object({ now: z.number(), next_quarter: z.number(), future: z.number() });

const requesters = alias(users, "requesters");
const publishers = alias(users, "publishers");

/** The finished runs of a session, the latest first; at most 200. */
export async function listRuns(ctx: Ctx, sessionId: string): Promise<RunEntry[]> {
  authorize(ctx, "session:read");
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select({
        id: analysisRuns.id,
        number: analysisRuns.number,
        finishedAt: sql<Date>`${analysisRuns.finishedAt}`.mapWith(analysisRuns.finishedAt),
        requestedByName: users.name,
        isPublished: sql<boolean>`${analysisRuns.publishedAt} is not null`,
      })
      .from(analysisRuns)
      .innerJoin(users, eq(users.id, analysisRuns.requestedBy))
      .where(
        and(
          eq(analysisRuns.orgId, ctx.orgId),
          eq(analysisRuns.sessionId, sessionId),
          isNotNull(analysisRuns.finishedAt),
        ),
      )
      .orderBy(desc(analysisRuns.number))
      .limit(entryLimit),
  );
  return rows;
}

/** A finished run by its number, or the latest; null when there is none. */
export async function findRun(ctx: Ctx, input: unknown): Promise<RunSummary | null> {
  authorize(ctx, "session:read");
  const { sessionId, number } = FindRunInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const [row] = await selectRuns(tx)
      .where(
        and(
          eq(analysisRuns.orgId, ctx.orgId),
          eq(analysisRuns.sessionId, sessionId),
          isNotNull(analysisRuns.finishedAt),
          number === undefined ? undefined : eq(analysisRuns.number, number),
        ),
      )
      .orderBy(desc(analysisRuns.number))
      .limit(1);
    return row ? toSummary(row) : null;
  });
}

/** A finished run by its id, in the caller's transaction; null when there is none. */
export async function findRunById(tx: Tx, ctx: Ctx, runId: string): Promise<RunSummary | null> {
  const [row] = await selectRuns(tx).where(
    and(eq(analysisRuns.orgId, ctx.orgId), eq(analysisRuns.id, runId), isNotNull(analysisRuns.finishedAt)),
  );
  return row ? toSummary(row) : null;
}

function selectRuns(tx: Tx) {
  return tx
    .select({
      run: analysisRuns,
      requestedByName: requesters.name,
      publishedByName: publishers.name,
      sourceName: exposureSources.name,
      licence: exposureSources.licence,
      citation: exposureSources.citation,
      overrideCount: overrideCountOfRun,
      isLatest: sql<boolean>`not exists (select 1 from analysis_runs later
        where later.org_id = ${analysisRuns.orgId} and later.session_id = ${analysisRuns.sessionId}
          and later.finished_at is not null and later.number > ${analysisRuns.number})`,
      reach: sql<number>`(select coalesce(sum(reach), 0)::float8 from ${analysisResults}
        where ${analysisResults.orgId} = ${analysisRuns.orgId} and ${analysisResults.runId} = ${analysisRuns.id})`,
    })
    .from(analysisRuns)
    .innerJoin(requesters, eq(requesters.id, analysisRuns.requestedBy))
    .leftJoin(publishers, eq(publishers.id, analysisRuns.publishedBy))
    .innerJoin(
      exposureSources,
      and(
        eq(exposureSources.source, analysisRuns.exposureSource),
        eq(exposureSources.version, analysisRuns.exposureVersion),
      ),
    )
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof selectRuns>>[number];

function toSummary({ run, sourceName, licence, citation, ...row }: Row): RunSummary {
  const { exposureSource: source, exposureVersion: version } = run;
  return {
    ...row,
    id: run.id,
    number: run.number,
    sessionId: run.sessionId,
    requestedAt: run.createdAt,
    finishedAt: run.finishedAt ?? run.createdAt,
    publishedAt: run.publishedAt,
    isPublished: run.publishedAt !== null,
    release: run.release,
    formulaVersion: run.formulaVersion,
    inputsHash: run.inputsHash ?? "",
    settings: AnalysisSettings.parse(run.settings),
    exposureSource: { source, version, name: sourceName, licence, citation },
    roleCount: run.roleCount ?? 0,
    scoredRoleCount: run.scoredRoleCount ?? 0,
    headcount: run.headcount ?? 0,
    tierCounts: TierCounts.parse(run.tierCounts),
  };
}
