import "server-only";
import { createHash } from "node:crypto";
import { CopyPreviewInput, CopySourcesInput } from "@/lib/activities/act-schema";
import { indexDecisions } from "@/lib/activities/activity-decisions";
import { type CopyPlan, type CopySide, type CopyTarget, planCopy } from "@/lib/activities/copy-plan";
import { findAdjustments, groupByOccupation } from "@/lib/activities/occupation-list";
import { type RoleActivity, resolveRoleActivities, typedSharesOf } from "@/lib/activities/role-activities";
import { similarityOf, type Work } from "@/lib/activities/similar-work";
import { roleExposure } from "@/lib/analysis/role-exposure";
import type { Ctx } from "@/lib/auth/context";
import { invalid, notFound } from "@/lib/errors";
import { loadSessionActivities, type SessionActivities as Session } from "./session-activities";

/** An occupation for all its roles, or one role of it. */
export interface WorkPlace {
  readonly code: string;
  readonly roleId: string | null;
}

export interface CopySource extends WorkPlace {
  readonly title: string;
  readonly headcount: number;
  /** Part of the time that goes to the same activities, 0–1. */
  readonly sharedTime: number;
  /** A person decided something about it. */
  readonly isAdjusted: boolean;
}

const sourcesShown = 20;

/** The resolved activities of a place. */
function activitiesAt(
  session: Session,
  { code, roleId }: WorkPlace,
  decisionsOf = indexDecisions(session.choices, session.own),
): readonly RoleActivity[] {
  const { reference, shareMode } = session;
  const { activities } = reference.activities.activitiesOf(code);
  const decisions = decisionsOf(code, roleId);
  return resolveRoleActivities(activities, decisions, reference.lookup, shareMode).activities;
}

function workAt(session: Session, place: WorkPlace): Work {
  const role = session.mapped.find(({ roleId }) => roleId === place.roleId);
  const title = role?.title ?? session.reference.occupationTitles.get(place.code) ?? place.code;
  return { title, activities: activitiesAt(session, place) };
}

/** @throws AppError `not_found` where the session has no such occupation or role */
function requirePlace(session: Session, { code, roleId }: WorkPlace): void {
  const isThere = session.mapped.some(
    (role) => role.code === code && (roleId === null || role.roleId === roleId),
  );
  if (!isThere) throw notFound(roleId === null ? "occupation in this session" : "role of this occupation");
}

/**
 * What activities may be copied from: the other occupations of the session, and roles with decisions of their own. The
 * most alike first, at most 20.
 * @throws AppError `not_found`, `forbidden`
 */
export async function listCopySources(ctx: Ctx, input: unknown): Promise<readonly CopySource[]> {
  const { sessionId, code, roleId, search } = CopySourcesInput.parse(input);
  const session = await loadSessionActivities(ctx, sessionId);
  requirePlace(session, { code, roleId });
  const own = workAt(session, { code, roleId });
  const adjusted = findAdjustments(session.mapped, [...session.choices, ...session.own]);
  const occupations = groupByOccupation(session.mapped, session.reference.occupationTitles);
  const decisionsOf = indexDecisions(session.choices, session.own);
  const words = search.trim().toLowerCase();
  const sources = occupations.flatMap((occupation) => [
    ...(occupation.code === code ? [] : [{ ...occupation, roleId: null }]),
    ...occupation.roles
      .filter((role) => adjusted.roleIds.has(role.roleId) && role.roleId !== roleId)
      .map((role) => ({ ...role, code: occupation.code })),
  ]);
  return sources
    .filter(({ title }) => title.toLowerCase().includes(words))
    .map(({ code: from, roleId: role, title, headcount }) => {
      const { sharedTime, score } = similarityOf(own, {
        title,
        activities: activitiesAt(session, { code: from, roleId: role }, decisionsOf),
      });
      const isAdjusted = role === null ? adjusted.codes.has(from) : true;
      return { code: from, roleId: role, title, headcount, sharedTime, score, isAdjusted };
    })
    .sort((a, b) => b.score - a.score || b.headcount - a.headcount || (a.code < b.code ? -1 : 1))
    .slice(0, sourcesShown)
    .map(({ score: _, ...source }) => source);
}

export interface CopyPreview {
  readonly plan: CopyPlan;
  readonly fromTitle: string;
  readonly names: ReadonlyMap<string, string>;
  /** E as it is, and as it would be. */
  readonly exposure: { readonly before: number | null; readonly after: number | null };
  readonly stamp: string;
}

/** What copying would change. @throws AppError `not_found`, `forbidden`, `invalid` (from itself) */
export async function previewCopy(ctx: Ctx, input: unknown): Promise<CopyPreview> {
  const { sessionId, code, roleId, from, doesOverwrite } = CopyPreviewInput.parse(input);
  const session = await loadSessionActivities(ctx, sessionId);
  return previewIn(session, { code, roleId }, from, doesOverwrite);
}

/** The same within a transaction that has read the session. */
export function previewIn(
  session: Session,
  target: WorkPlace,
  from: WorkPlace,
  doesOverwrite: boolean,
): CopyPreview {
  requirePlace(session, target);
  requirePlace(session, from);
  if (from.code === target.code && from.roleId === target.roleId) {
    throw invalid("Nothing can be copied from itself. Choose another occupation or role.");
  }
  const side = targetSide(session, target);
  const plan = planCopy(side, sideAt(session, from), doesOverwrite);
  const after = roleExposure(withPlan(session, target, plan));
  return {
    plan,
    fromTitle: workAt(session, from).title,
    names: session.reference.activityNames,
    exposure: { before: roleExposure(side.activities).exposure, after: after.exposure },
    stamp: createHash("sha256")
      .update(JSON.stringify([plan.changes, plan.own]))
      .digest("hex"),
  };
}

function sideAt(session: Session, place: WorkPlace): CopySide {
  const decisions = indexDecisions(session.choices, session.own)(place.code, place.roleId);
  return {
    activities: activitiesAt(session, place),
    typedShares: typedSharesOf(decisions),
    own: [...decisions.occupationOwn, ...decisions.roleOwn],
  };
}

function targetSide(session: Session, target: WorkPlace): CopyTarget {
  const decisions = indexDecisions(session.choices, session.own)(target.code, target.roleId);
  const choices = target.roleId === null ? decisions.occupationChoices : decisions.roleChoices;
  return {
    ...sideAt(session, target),
    decidedIds: new Set(choices.map(({ activityId }) => activityId)),
  };
}

/** The target's activities as they would come out. */
function withPlan(session: Session, { code, roleId }: WorkPlace, plan: CopyPlan): readonly RoleActivity[] {
  const changed = new Set(plan.changes.map(({ activityId }) => activityId));
  const owner = { code, roleId };
  const choices = [
    ...session.choices.filter(
      (choice) => !(choice.code === code && choice.roleId === roleId && changed.has(choice.activityId)),
    ),
    ...plan.changes.map(({ activityId, selected, share }) => ({ ...owner, activityId, selected, share })),
  ];
  const own = [...session.own, ...plan.own.map((one) => ({ ...one, ...owner }))];
  return activitiesAt({ ...session, choices, own }, owner);
}
