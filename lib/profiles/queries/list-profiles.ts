import "server-only";
import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { profiles } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { ProfileSelection } from "@/lib/scoring/schema";
import type { LatestScore, ProfilePage } from "../profile-views";
import { ProfilesQuery } from "../schema";

const pageSize = 50;

/** Most profiles that one selection names; what people may score at once. */
const selectionMax = 10_000;

/** As one set that is made once: asked for each person, it would be looked up for each. */
const isScored = (ctx: Ctx) => sql`${profiles.id} in (select s.profile_id from scoring_jobs s
  where s.org_id = ${ctx.orgId} and s.completed_at is not null)`;

/** Each word must stand in one of the columns that the list shows. */
function searchCondition(q: string): SQL | undefined {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  if (words.length === 0) return undefined;
  return and(...words.map((word) => sql`strpos(${profiles.searchText}, ${word}) > 0`));
}

function conditionOf(ctx: Ctx, { q, scored }: Pick<ProfilesQuery, "q" | "scored">): SQL | undefined {
  return and(
    eq(profiles.orgId, ctx.orgId),
    searchCondition(q),
    scored === "unscored" ? sql`not ${isScored(ctx)}` : undefined,
    scored === "scored" ? isScored(ctx) : undefined,
  );
}

function orderOf({ sort, dir }: ProfilesQuery): SQL[] {
  const by = {
    name: sql`lower(${profiles.name})`,
    updated: profiles.updatedAt,
    retention: profiles.retainUntil,
  };
  const turn = (dir ?? (sort === "updated" ? "desc" : "asc")) === "asc" ? asc : desc;
  return [turn(by[sort]), turn(profiles.id)];
}

type ScoreRow = Record<string, unknown> &
  Omit<LatestScore, "completedAt"> & { readonly profileId: string; readonly completedAt: string };

/** The latest completed scoring of each. */
async function latestScores(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<Map<string, LatestScore>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<ScoreRow>(sql`
    select p.id as "profileId", s.*
      from json_array_elements_text(${JSON.stringify(ids)}::json) as given(id)
      join profiles p on p.org_id = ${ctx.orgId} and p.id = given.id::uuid
      cross join lateral (
        select id as "jobId", rubric ->> 'name' as "templateName",
               (case when reviewed_at is null then overall else coalesce(reviewed_overall, overall) end)::float as overall,
               scale_max::float as "scaleMax", coalesce(reviewed_outcome, outcome) as outcome,
               completed_at as "completedAt"
          from scoring_jobs j
         where j.org_id = p.org_id and j.profile_id = p.id and j.completed_at is not null and j.variant = 'original'
         order by j.created_at desc, j.id desc limit 1
      ) s`);
  return new Map(
    rows.map(({ profileId, completedAt, ...score }) => [
      profileId,
      { ...score, completedAt: new Date(completedAt) },
    ]),
  );
}

/** How many people there are, and how many of them no scoring has reached. */
async function countPeople(tx: Tx, ctx: Ctx): Promise<ProfilePage["counts"]> {
  const [counts] = await tx.execute<{ all: number; scored: number }>(sql`
    select (select count(*)::int from profiles where org_id = ${ctx.orgId}) as all,
           (select count(distinct profile_id)::int from scoring_jobs
             where org_id = ${ctx.orgId} and completed_at is not null) as scored`);
  const { all = 0, scored = 0 } = counts ?? {};
  return { all, unscored: all - scored };
}

/** The organization's people, fifty a page, with their latest score. */
export async function listProfiles(ctx: Ctx, input: unknown = {}): Promise<ProfilePage> {
  authorize(ctx, "profile:read");
  const query = ProfilesQuery.parse(input);
  return inOrg(ctx, async (tx) => {
    const counts = await countPeople(tx, ctx);
    const isNarrowed = query.q.trim() !== "" || query.scored !== undefined;
    const condition = conditionOf(ctx, query);
    const total = isNarrowed ? await tx.$count(profiles, condition) : counts.all;
    const pageCount = Math.max(1, Math.ceil(total / pageSize));
    const page = Math.min(query.page, pageCount);
    const rows = await tx
      .select({
        id: profiles.id,
        externalId: profiles.externalId,
        name: profiles.name,
        headline: profiles.headline,
        currentTitle: profiles.currentTitle,
        currentCompany: profiles.currentCompany,
        retainUntil: profiles.retainUntil,
        updatedAt: profiles.updatedAt,
      })
      .from(profiles)
      .where(condition)
      .orderBy(...orderOf(query))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const scores = await latestScores(
      tx,
      ctx,
      rows.map(({ id }) => id),
    );
    return {
      rows: rows.map((row) => ({ ...row, latestScore: scores.get(row.id) ?? null })),
      total,
      page,
      pageCount,
      counts,
    };
  });
}

/**
 * The profiles that a selection names, in the order of their names; ids of others are left out.
 * @returns at most 10,001, so that the caller sees when there are too many
 */
export async function selectProfileIds(tx: Tx, ctx: Ctx, selection: ProfileSelection): Promise<string[]> {
  const condition =
    "profileIds" in selection
      ? and(eq(profiles.orgId, ctx.orgId), inArray(profiles.id, [...selection.profileIds]))
      : conditionOf(ctx, { q: selection.query, scored: selection.isUnscored ? "unscored" : undefined });
  const rows = await tx
    .select({ id: profiles.id })
    .from(profiles)
    .where(condition)
    .orderBy(sql`lower(${profiles.name})`, profiles.id)
    .limit(selectionMax + 1);
  return rows.map(({ id }) => id);
}
