import "server-only";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { invalid, notFound } from "@/lib/errors";
import { resolveElementExposure } from "@/lib/exposure/exposure-resolution";
import { listExposureBases } from "@/lib/exposure/queries/exposure-bases";
import { indexDecisions } from "./activity-decisions";
import { findAdjustments, groupByOccupation, type MappedOccupation, matchesSearch } from "./occupation-list";
import { viewOccupation } from "./occupation-view";
import { getSessionReference, loadSessionActivities } from "./queries/session-activities";
import { resolveRoleActivities } from "./role-activities";
import {
  FindActivitiesInput,
  type FoundActivity,
  type ListedOccupations,
  ListOccupationsInput,
  OccupationActivitiesInput,
  type OccupationActivitiesView,
  occupationsPerPage,
} from "./schema";

const foundActivityLimit = 6;

function readCursor(cursor: string): { headcount: number; code: string } {
  const [people, code] = cursor.split("_");
  const headcount = Number(people);
  if (!code || Number.isNaN(headcount)) throw invalid("This page link is damaged. Open the list anew.");
  return { headcount, code };
}

function isBeyond(occupation: MappedOccupation, cursor: ReturnType<typeof readCursor>): boolean {
  if (occupation.headcount !== cursor.headcount) return occupation.headcount < cursor.headcount;
  return occupation.code > cursor.code;
}

/**
 * The occupations that the session's roles are mapped to, decided or accepted by the rule, the most people first,
 * 100 a page.
 */
export async function listOccupationsWithActivities(ctx: Ctx, input: unknown): Promise<ListedOccupations> {
  const { sessionId, search = "", onlyAdjusted, after } = ListOccupationsInput.parse(input);
  const { reference, shareMode, mapped, choices, own } = await loadSessionActivities(ctx, sessionId);
  const cursor = after ? readCursor(after) : undefined;
  const all = groupByOccupation(mapped, reference.occupationTitles);
  const adjusted = findAdjustments(mapped, [...choices, ...own]);
  const decisionsOf = indexDecisions(choices, own);
  const wanted = all.filter(
    (occupation) =>
      (!onlyAdjusted || adjusted.codes.has(occupation.code)) &&
      matchesSearch(occupation, search) &&
      (cursor === undefined || isBeyond(occupation, cursor)),
  );
  const items = wanted.slice(0, occupationsPerPage).map(({ code, title, roles, headcount }) => {
    const described = reference.activities.activitiesOf(code).activities;
    const decisions = decisionsOf(code, null);
    const { activities } = resolveRoleActivities(described, decisions, reference.lookup, shareMode);
    return {
      code,
      title,
      roleCount: roles.length,
      headcount,
      activityCount: activities.length,
      selectedCount: activities.filter(({ selected }) => selected).length,
      isAdjusted: adjusted.codes.has(code),
    };
  });
  const last = wanted.length > items.length ? items.at(-1) : undefined;
  const unmapped = mapped.filter(({ code, isDecided }) => code === null && !isDecided);
  return {
    items,
    nextCursor: last ? `${last.headcount}_${last.code}` : null,
    total: all.length,
    adjustedTotal: all.filter(({ code }) => adjusted.codes.has(code)).length,
    unmapped: {
      roleCount: unmapped.length,
      headcount: unmapped.reduce((sum, role) => sum + role.headcount, 0),
    },
  };
}

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
  const bases = await inOrg(ctx, (tx) =>
    listExposureBases(
      tx,
      { release, source, version, overrides, lookup },
      described.siblings?.codes ?? [code],
      described.activities.map(({ id }) => id),
    ),
  );
  return viewOccupation(session, occupation, roleId ?? null, codes, bases);
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
