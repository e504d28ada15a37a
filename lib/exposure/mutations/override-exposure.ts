import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { exposureOverrides, users } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { AppError, conflict, notFound } from "@/lib/errors";
import { type ChangeName, recordChange } from "@/lib/history/record-change";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import type { ExposureElement } from "../exposure-resolution";
import { hasElement } from "../queries/elements";
import { carriedElementId } from "../queries/overrides-in-force";
import { EndOverrideInput, type OverrideChange, RestoreOverrideInput, SetOverrideInput } from "../schema";
import { type Moment, takeTurn } from "./change-turn";
import { markSessionsOnElement } from "./mark-stale";

interface Place extends ExposureElement {
  /** The release in use, which the element's id belongs to. */
  readonly release: string;
  readonly at: Moment;
}

/** What stands on an element, the newest first; one made under another release counts by its successor. */
async function listActiveOn(tx: Tx, ctx: Ctx, { release, level, elementId }: Place): Promise<string[]> {
  const rows = await tx
    .select({ id: exposureOverrides.id })
    .from(exposureOverrides)
    .innerJoin(users, eq(users.id, exposureOverrides.createdBy))
    .where(
      and(
        eq(exposureOverrides.orgId, ctx.orgId),
        eq(exposureOverrides.level, level),
        isNull(exposureOverrides.endedAt),
        eq(carriedElementId(release), elementId),
      ),
    )
    .orderBy(sql`${exposureOverrides.createdAt} desc, ${exposureOverrides.id} desc`);
  return rows.map(({ id }) => id);
}

async function endRows(tx: Tx, ctx: Ctx, ids: readonly string[], at: Moment): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(exposureOverrides)
    .set({ endedAt: sql`${at}::timestamptz`, endedBy: actingUserId(ctx) })
    .where(
      and(
        eq(exposureOverrides.orgId, ctx.orgId),
        inArray(exposureOverrides.id, [...ids]),
        isNull(exposureOverrides.endedAt),
      ),
    );
}

interface NewOverride {
  readonly value: number;
  readonly reason: string;
}

/**
 * Puts one override, or none, in the place of what stands on an element.
 * @throws AppError `conflict` when something else stands there than the person saw
 */
async function replaceOverride(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  { seen, next, name }: { seen: string | null; next: NewOverride | null; name: ChangeName },
): Promise<OverrideChange> {
  const { release, level, elementId, at } = place;
  const active = await listActiveOn(tx, ctx, place);
  const before = active[0] ?? null;
  if (before !== seen) {
    throw conflict("Somebody changed this override just now. Look at what stands there, then try again.");
  }
  await endRows(tx, ctx, active, at);
  const present = next === null ? null : await insertOverride(tx, ctx, place, next, before);
  await recordChange(tx, ctx, {
    name,
    subjectKind: "exposure_override",
    subjectId: present ?? before ?? elementId,
    data: { release, level, elementId, value: next?.value ?? null, present, before },
  });
  const staleSessionCount = await markSessionsOnElement(tx, ctx, place, release, at);
  return { level, elementId, present, before, staleSessionCount };
}

async function insertOverride(
  tx: Tx,
  ctx: Ctx,
  { release, level, elementId, at }: Place,
  { value, reason }: NewOverride,
  replacesId: string | null,
): Promise<string> {
  const [made] = await tx
    .insert(exposureOverrides)
    .values({
      orgId: ctx.orgId,
      release,
      level,
      elementId,
      value,
      reason,
      replacesId,
      createdBy: actingUserId(ctx),
      createdAt: sql`${at}::timestamptz`,
    })
    .returning({ id: exposureOverrides.id });
  if (!made) throw conflict("The override was not set. Try again.");
  return made.id;
}

async function openPlace(tx: Tx, ctx: Ctx, { level, elementId }: ExposureElement): Promise<Place> {
  const at = await takeTurn(tx, ctx);
  return { level, elementId, at, release: await getReleaseInUse(tx, ctx) };
}

/**
 * Sets the organization's own exposure for a task or activity of the release in use; it goes before every source.
 * @throws AppError `forbidden`, `not_found` (no such element), `conflict` (another override stands than was seen)
 */
export async function setOverride(ctx: Ctx, input: unknown): Promise<OverrideChange> {
  authorize(ctx, "reference:choose");
  const { level, elementId, value, reason, seen } = SetOverrideInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const place = await openPlace(tx, ctx, { level, elementId });
    if (!(await hasElement(tx, place.release, place))) throw notFound("element of the release in use");
    return replaceOverride(tx, ctx, place, { seen, next: { value, reason }, name: "exposure.overridden" });
  });
}

/**
 * Ends an override, so that the source holds again; also one whose element the release in use does not have.
 * @throws AppError `forbidden`, `not_found`, `conflict` (ended already)
 */
export async function endOverride(ctx: Ctx, input: unknown): Promise<OverrideChange> {
  authorize(ctx, "reference:choose");
  const { overrideId } = EndOverrideInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const at = await takeTurn(tx, ctx);
    const override = await findOverrideRow(tx, ctx, overrideId);
    if (override.endedAt !== null) throw conflict("This override has ended already.");
    const { release, level, elementId } = override;
    await endRows(tx, ctx, [overrideId], at);
    await recordChange(tx, ctx, {
      name: "exposure.override_ended",
      subjectKind: "exposure_override",
      subjectId: overrideId,
      data: { release, level, elementId, value: override.value },
    });
    const staleSessionCount = await markSessionsOnElement(tx, ctx, { level, elementId }, release, at);
    return {
      level,
      elementId: override.presentId ?? elementId,
      present: null,
      before: overrideId,
      staleSessionCount,
    };
  });
}

async function findOverrideRow(tx: Tx, ctx: Ctx, id: string) {
  const release = await getReleaseInUse(tx, ctx);
  const [row] = await tx
    .select({
      release: exposureOverrides.release,
      level: exposureOverrides.level,
      elementId: exposureOverrides.elementId,
      presentId: carriedElementId(release),
      value: exposureOverrides.value,
      reason: exposureOverrides.reason,
      endedAt: exposureOverrides.endedAt,
    })
    .from(exposureOverrides)
    .innerJoin(users, eq(users.id, exposureOverrides.createdBy))
    .where(and(eq(exposureOverrides.orgId, ctx.orgId), eq(exposureOverrides.id, id)));
  if (!row) throw notFound("override");
  return row;
}

/**
 * Takes a change back: what stood before stands again, as a new row, since a run may have been made with what stands
 * now.
 * @throws AppError `forbidden`, `not_found`, `invalid` (an override of another element), `conflict` (something else
 * stands there by now)
 */
export async function restoreOverride(ctx: Ctx, input: unknown): Promise<OverrideChange> {
  authorize(ctx, "reference:choose");
  const { level, elementId, seen, restore } = RestoreOverrideInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const place = await openPlace(tx, ctx, { level, elementId });
    const former = restore === null ? null : await findOverrideRow(tx, ctx, restore);
    if (former !== null && (former.level !== level || former.presentId !== elementId)) {
      throw new AppError(
        "invalid",
        "This override belongs to another element, or to one that the release in use does not have.",
      );
    }
    return replaceOverride(tx, ctx, place, { seen, next: former, name: "exposure.override_restored" });
  });
}
