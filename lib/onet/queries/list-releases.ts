import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { onetReleases } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/errors";
import { readManifest } from "@/lib/onet/reference-pack-reader";
import type { ReleaseEntry } from "@/lib/onet/releases";
import { getReleaseInUse } from "./release-in-use";

// A select from one table leaves its name off the columns, which an inner table would then take for its own.
const ofRelease = sql.raw("onet_releases.release");
const rowsOf = (table: string) =>
  sql<number>`(select count(*)::int from ${sql.identifier(table)} t where t.release = ${ofRelease})`;

async function readReleases(tx: Tx, ctx: Ctx, only?: string): Promise<ReleaseEntry[]> {
  const inUse = await getReleaseInUse(tx, ctx);
  const rows = await tx
    .select({
      release: onetReleases.release,
      origin: onetReleases.origin,
      importedAt: onetReleases.importedAt,
      newestDataAt: onetReleases.newestDataAt,
      occupationCount: rowsOf("onet_occupations"),
      taskCount: rowsOf("onet_tasks"),
      activityCount: rowsOf("onet_dwas"),
      runCount: sql<number>`(select count(*)::int from analysis_runs run
        where run.org_id = ${ctx.orgId} and run.release = ${ofRelease} and run.finished_at is not null)`,
    })
    .from(onetReleases)
    .where(only === undefined ? undefined : eq(onetReleases.release, only))
    .orderBy(desc(onetReleases.importedAt), asc(onetReleases.release));
  return rows.map((row) => ({ ...row, isInUse: row.release === inUse }));
}

/** The O*NET releases that lie here, the last to come first, and what this organization has to do with each. */
export async function listReleases(ctx: Ctx): Promise<ReleaseEntry[]> {
  authorize(ctx, "reference:read");
  return inOrg(ctx, (tx) => readReleases(tx, ctx));
}

/** @throws AppError `not_found` */
export async function getRelease(ctx: Ctx, release: string): Promise<ReleaseEntry> {
  authorize(ctx, "reference:read");
  const [entry] = await inOrg(ctx, (tx) => readReleases(tx, ctx, release));
  if (!entry) throw notFound("release");
  return entry;
}

/** The release that O*NET is credited with on every page; the pack's while none is loaded. */
export async function findReleaseInUse(ctx: Ctx): Promise<string> {
  try {
    return await inOrg(ctx, (tx) => getReleaseInUse(tx, ctx));
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return readManifest().release;
    throw error;
  }
}
