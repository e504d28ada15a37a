import "server-only";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { resolveElementExposure } from "@/lib/exposure/exposure-resolution";
import { listExposureBases } from "@/lib/exposure/queries/exposure-bases";
import { groupByOccupation } from "./occupation-list";
import { viewOccupation } from "./occupation-view";
import { getChoiceNotes } from "./queries/choice-notes";
import { getSessionReference, loadSessionActivities } from "./queries/session-activities";
import { loadDoubts, loadReview } from "./queries/session-review";
import {
  FindActivitiesInput,
  type FoundActivity,
  OccupationActivitiesInput,
  type OccupationActivitiesView,
} from "./schema";

const foundActivityLimit = 6;

/**
 * The activities of one occupation as chosen for all roles mapped to it, or for one of them.
 * @throws AppError `not_found` when no role of the session is mapped to the occupation, or not this one
 */
export async function getOccupationActivities(ctx: Ctx, input: unknown): Promise<OccupationActivitiesView> {
  const { sessionId, code, roleId } = OccupationActivitiesInput.parse(input);
  const session = await loadSessionActivities(ctx, sessionId);
  const occupations = groupByOccupation(session.mapped, session.reference.occupationTitles);
  const occupation = occupations.find((one) => one.code === code);
  if (!occupation) throw notFound("occupation in this session");
  if (roleId !== undefined && !occupation.roles.some((role) => role.roleId === roleId)) {
    throw notFound("role of this occupation");
  }
  const codes = occupations.map((one) => one.code);
  const { reference, overrides } = session;
  const described = reference.activities.activitiesOf(code);
  const { source, version } = reference.source;
  const { release, lookup } = reference;
  const standing = (await loadReview(ctx, sessionId)).get(code);
  if (!standing) throw notFound("occupation in this session");
  const doubts = await loadDoubts(ctx, sessionId, code);
  const place = { sessionId, release, code, roleId: roleId ?? null };
  const { bases, notes } = await inOrg(ctx, async (tx) => ({
    bases: await listExposureBases(
      tx,
      { release, source, version, overrides, lookup },
      described.siblings?.codes ?? [code],
      described.activities.map(({ id }) => id),
    ),
    notes: await getChoiceNotes(tx, ctx, place),
  }));
  const { need, review } = standing;
  return viewOccupation(session, occupation, {
    roleId: place.roleId,
    codes,
    bases,
    notes,
    doubts,
    need,
    review,
  });
}

/** For own activities: O*NET activities whose names share the most telling words with the text, the nearest first. */
export async function findActivities(ctx: Ctx, input: unknown): Promise<FoundActivity[]> {
  authorize(ctx, "session:read");
  const { sessionId, q } = FindActivitiesInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const { reference } = await getSessionReference(tx, ctx, sessionId);
    const { nameIndex, lookup } = reference;
    return nameIndex.nearest(q, foundActivityLimit).map(({ id, name }) => {
      const resolved = resolveElementExposure(lookup, id);
      return { id, name, exposure: resolved?.value ?? null, exposureLevel: resolved?.level ?? null };
    });
  });
}
