import "server-only";
import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { inOrg, type Tx } from "@/db/client";
import { type ExposureLevel, exposureLevels } from "@/db/enums";
import { exposureOverrides, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { rowsByKey } from "@/lib/onet/rows-by-key";
import { cursorOf, OverrideQuery } from "../override-filters";
import type { NamedElement, OverridePage, OverrideRow } from "../schema";
import { getDefaultLookup, sourceSays } from "./default-lookup";
import { nameElements } from "./elements";
import { carriedElementId } from "./overrides-in-force";

const pageSize = 50;

const enders = alias(users, "enders");

/** The element's own words, by the release the override was made under. */
const elementText = sql`concat_ws(' ', exposure_overrides.element_id, exposure_overrides.reason, users.name,
  (select name from onet_dwas where exposure_overrides.level = 'dwa'
      and release = exposure_overrides.release and id = exposure_overrides.element_id),
  (select name from onet_iwas where exposure_overrides.level = 'iwa'
      and release = exposure_overrides.release and id = exposure_overrides.element_id),
  (select name from onet_gwas where exposure_overrides.level = 'gwa'
      and release = exposure_overrides.release and id = exposure_overrides.element_id),
  (select concat_ws(' ', onet_tasks.statement, onet_tasks.code, onet_occupations.title)
     from onet_tasks join onet_occupations
       on onet_occupations.release = onet_tasks.release and onet_occupations.code = onet_tasks.code
    where exposure_overrides.level = 'task' and onet_tasks.release = exposure_overrides.release
      and onet_tasks.task_id
        = (case when exposure_overrides.level = 'task' then exposure_overrides.element_id end)::int))`;

/**
 * The organization's overrides, those that stand or those that ended, newest first, 50 a page, with what its default
 * source says instead.
 */
export async function listOverrides(ctx: Ctx, input: unknown): Promise<OverridePage> {
  authorize(ctx, "reference:choose");
  const query = OverrideQuery.parse(input);
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const rows = await readRows(tx, ctx, query, release);
    const page = rows.slice(0, pageSize);
    const last = rows.length > pageSize ? page.at(-1) : undefined;
    return {
      release,
      items: await nameRows(tx, ctx, page, release),
      nextCursor: last ? `${last.microseconds}_${last.id}` : null,
      counts: await countStates(tx, ctx),
    };
  });
}

async function readRows(tx: Tx, ctx: Ctx, query: OverrideQuery, release: string) {
  const isEnded = query.state === "ended";
  const moment = isEnded ? exposureOverrides.endedAt : exposureOverrides.createdAt;
  const microseconds = sql<string>`(extract(epoch from ${moment}) * 1000000)::bigint::text`;
  const cursor = cursorOf(query);
  const conditions: (SQL | undefined)[] = [
    eq(exposureOverrides.orgId, ctx.orgId),
    isEnded ? isNotNull(exposureOverrides.endedAt) : isNull(exposureOverrides.endedAt),
    query.q === "" ? undefined : sql`strpos(lower(${elementText}), lower(${query.q})) > 0`,
    cursor === null
      ? undefined
      : sql`((extract(epoch from ${moment}) * 1000000)::bigint, ${exposureOverrides.id})
          < (${cursor.microseconds}::bigint, ${cursor.id}::uuid)`,
  ];
  return tx
    .select({
      id: exposureOverrides.id,
      release: exposureOverrides.release,
      level: exposureOverrides.level,
      elementId: exposureOverrides.elementId,
      presentId: carriedElementId(release),
      value: exposureOverrides.value,
      reason: exposureOverrides.reason,
      byName: users.name,
      at: exposureOverrides.createdAt,
      endedAt: exposureOverrides.endedAt,
      endedByName: enders.name,
      isReplaced: sql<boolean>`exists (select 1 from exposure_overrides later
        where later.org_id = exposure_overrides.org_id and later.replaces_id = exposure_overrides.id)`,
      microseconds,
    })
    .from(exposureOverrides)
    .innerJoin(users, eq(users.id, exposureOverrides.createdBy))
    .leftJoin(enders, eq(enders.id, exposureOverrides.endedBy))
    .where(and(...conditions))
    .orderBy(sql`${moment} desc, ${exposureOverrides.id} desc`)
    .limit(pageSize + 1);
}

type Row = Awaited<ReturnType<typeof readRows>>[number];

async function nameRows(tx: Tx, ctx: Ctx, rows: readonly Row[], release: string): Promise<OverrideRow[]> {
  if (rows.length === 0) return [];
  const names = await namesOf(tx, rows);
  const lookup = await getDefaultLookup(tx, ctx, release);
  return rows.map(({ microseconds: _, release: ofRelease, ...row }) => {
    const { level, elementId, presentId } = row;
    const element = names.get(`${ofRelease} ${level} ${elementId}`);
    return {
      ...row,
      name: element?.name ?? null,
      occupation: element?.occupation ?? null,
      ofRelease: ofRelease === release ? null : ofRelease,
      source: presentId === null ? null : sourceSays(lookup, { level, elementId: presentId }),
    };
  });
}

/** By release, level and id. */
async function namesOf(tx: Tx, rows: readonly Row[]): Promise<Map<string, NamedElement>> {
  const names = new Map<string, NamedElement>();
  const byPlace = rowsByKey(
    rows,
    ({ release, level }) => `${release} ${level}`,
    ({ elementId }) => elementId,
  );
  for (const [place, ids] of byPlace) {
    const [release = "", name = ""] = place.split(" ");
    const level: ExposureLevel | undefined = exposureLevels.find((each) => each === name);
    if (level === undefined) continue;
    for (const [id, element] of await nameElements(tx, release, level, ids)) {
      names.set(`${place} ${id}`, element);
    }
  }
  return names;
}

async function countStates(tx: Tx, ctx: Ctx): Promise<OverridePage["counts"]> {
  const [counts] = await tx.execute<{ active: number; ended: number }>(sql`
    select count(*) filter (where ended_at is null)::int as active,
           count(*) filter (where ended_at is not null)::int as ended
      from exposure_overrides where org_id = ${ctx.orgId}`);
  return { active: counts?.active ?? 0, ended: counts?.ended ?? 0 };
}
