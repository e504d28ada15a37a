import "server-only";
import { eq, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { onetReleases, referenceChoices } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { countCarryOver, leadsToActivity, touchedSessions } from "@/lib/onet/queries/carry-over";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { type TakenRelease, TakeReleaseInput } from "@/lib/onet/releases";

/**
 * Makes a release the one that the organization works with, and carries its decisions over: by code, and by what
 * became of each activity. Going back is the same with the earlier release and leaves every row as it was.
 *
 * What the release does not have stays under its own and is shown as such. A decision whose way would not lead back to
 * it, since the release made one activity of several, stays as well; it is read through the release in use, where the
 * newest of them stands.
 * @throws AppError `forbidden`, `not_found`, `conflict` (in use already, or another admin was first)
 */
export async function takeReleaseIntoUse(ctx: Ctx, input: unknown): Promise<TakenRelease> {
  authorize(ctx, "reference:choose");
  const { release, seen } = TakeReleaseInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await requireRelease(tx, release);
    // Whoever decides something in a session holds its row, and reads the release in use after that.
    await tx.execute(
      sql`select id from discovery_sessions where org_id = ${ctx.orgId} order by id for update`,
    );
    const previous = await lockReleaseInUse(tx, ctx);
    if (previous === release) throw conflict(`O*NET ${release} is in use already. Open the page anew.`);
    if (previous !== seen) {
      throw conflict(
        `Somebody else took O*NET ${previous} into use meanwhile, so nothing was changed. Look again, then decide.`,
      );
    }
    await tx
      .update(referenceChoices)
      .set({ release, chosenBy: actingUserId(ctx), chosenAt: sql`now()` })
      .where(eq(referenceChoices.orgId, ctx.orgId));
    const counts = await countCarryOver(tx, ctx, release);
    await carryChoices(tx, ctx, release);
    await carryNearestActivities(tx, ctx, release);
    await carryMappings(tx, ctx, release);
    await tx.execute(sql`
      update discovery_sessions set inputs_changed_at = now()
       where org_id = ${ctx.orgId} and id in (${touchedSessions(ctx, release)})`);
    await recordChange(tx, ctx, {
      name: "reference.release_chosen",
      subjectKind: "organization",
      subjectId: ctx.orgId,
      data: {
        release,
        previous,
        carriedChoiceCount: counts.choices.carriedCount,
        stayingChoiceCount: counts.choices.stayingCount,
        carriedNearestCount: counts.nearest.carriedCount,
        stayingNearestCount: counts.nearest.stayingCount,
        carriedMappingCount: counts.mappings.carriedCount,
        stayingMappingCount: counts.mappings.stayingCount,
        sessionCount: counts.sessionCount,
      },
    });
    return { release, previous, ...counts };
  });
}

async function requireRelease(tx: Tx, release: string): Promise<void> {
  const [found] = await tx
    .select({ release: onetReleases.release })
    .from(onetReleases)
    .where(eq(onetReleases.release, release));
  if (!found) throw notFound("release");
}

/** Holds the organization's choice until the end of the transaction, and reads it as it is then. */
async function lockReleaseInUse(tx: Tx, ctx: Ctx): Promise<string> {
  await tx.insert(referenceChoices).values({ orgId: ctx.orgId }).onConflictDoNothing();
  await tx
    .select({ orgId: referenceChoices.orgId })
    .from(referenceChoices)
    .where(eq(referenceChoices.orgId, ctx.orgId))
    .for("update");
  return getReleaseInUse(tx, ctx);
}

/** Ways to the release that lead back to where they began. */
const wayThere = (release: string) => sql`
  select way.from_release, way.element_id, way.successor_id
    from onet_successors way
    join onet_successors back
      on back.from_release = way.to_release and back.to_release = way.from_release and back.level = way.level
     and back.element_id = way.successor_id and back.successor_id = way.element_id
   where ${leadsToActivity(release)}`;

async function carryChoices(tx: Tx, ctx: Ctx, release: string): Promise<void> {
  await tx.execute(sql`
    with moved as (
      select distinct on (c.session_id, c.onet_code, c.role_id, way.successor_id) c.id, way.successor_id
        from activity_choices c
        join (${wayThere(release)}) way on way.from_release = c.release and way.element_id = c.activity_id
       where c.org_id = ${ctx.orgId}
         and not exists (select 1 from activity_choices o
                          where o.org_id = c.org_id and o.session_id = c.session_id and o.onet_code = c.onet_code
                            and o.role_id is not distinct from c.role_id
                            and o.activity_id = way.successor_id and o.release = ${release})
       order by c.session_id, c.onet_code, c.role_id, way.successor_id, c.decided_at desc, c.id desc
    )
    update activity_choices c set activity_id = moved.successor_id, release = ${release}
      from moved where c.org_id = ${ctx.orgId} and c.id = moved.id`);
}

/** Removed ones as well, since they can be restored. */
async function carryNearestActivities(tx: Tx, ctx: Ctx, release: string): Promise<void> {
  await tx.execute(sql`
    update own_activities o set nearest_dwa_id = way.successor_id, release = ${release}
      from (${wayThere(release)}) way
     where o.org_id = ${ctx.orgId} and way.from_release = o.release and way.element_id = o.nearest_dwa_id`);
}

/** Decisions and suggestions keep their code; they belong to the release wherever it has that occupation. */
async function carryMappings(tx: Tx, ctx: Ctx, release: string): Promise<void> {
  const isThere = (code: string) => sql`
    (${sql.identifier(code)} is null or exists (select 1 from onet_occupations o
      where o.release = ${release} and o.code = ${sql.identifier(code)}))`;
  await tx.execute(sql`
    update role_decisions set release = ${release}
     where org_id = ${ctx.orgId} and release <> ${release} and ${isThere("onet_code")}`);
  await tx.execute(sql`
    update role_suggestions set release = ${release}
     where org_id = ${ctx.orgId} and release <> ${release} and ${isThere("best_code")}`);
}
