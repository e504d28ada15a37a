import { roleExposure } from "@/lib/analysis/role-exposure";
import { type ExposureLookup, findOverride } from "@/lib/exposure/exposure-resolution";
import type { ExposureBasis, OverrideNote } from "@/lib/exposure/schema";
import type { ExposureSource } from "@/lib/onet/schema";
import type { MappedRole } from "@/lib/roles/schema";
import { type DecisionOwner, indexDecisions } from "./activity-decisions";
import { type Doubts, openDoubts } from "./doubtful-activities";
import { findAdjustments, type MappedOccupation } from "./occupation-list";
import type { OccupationActivityIndex } from "./occupation-siblings";
import type { ReviewNeed } from "./review-need";
import {
  type ActivityChoice,
  type ActivityDecisions,
  type OwnActivity,
  type RoleActivity,
  resolveRoleActivities,
  typedSharesOf,
} from "./role-activities";
import type {
  ActivityGroup,
  ActivityView,
  DecisionNote,
  MappedRoleView,
  OccupationActivitiesView,
  OwnActivityView,
  ReviewView,
  ShareMode,
} from "./schema";

/** One occupation as the activities step shows it. */

type NamedOwnActivity = OwnActivity & { readonly name: string };

interface Reference {
  readonly release: string;
  readonly source: ExposureSource;
  readonly activities: OccupationActivityIndex;
  readonly lookup: ExposureLookup;
  readonly occupationTitles: ReadonlyMap<string, string>;
  readonly activityNames: ReadonlyMap<string, string>;
}

export interface ChoiceNotes {
  /** By activity: who chose it for all roles of the occupation, and for the role looked at. */
  readonly ofOccupation: ReadonlyMap<string, DecisionNote>;
  readonly ofRole: ReadonlyMap<string, DecisionNote>;
  /** By own activity: who added it. */
  readonly ofOwn: ReadonlyMap<string, DecisionNote>;
}

interface Session {
  readonly reference: Reference;
  readonly overrides: readonly OverrideNote[];
  readonly shareMode: ShareMode;
  readonly mapped: readonly MappedRole[];
  readonly choices: readonly (ActivityChoice & DecisionOwner)[];
  readonly own: readonly (NamedOwnActivity & DecisionOwner)[];
}

/** What is known about the one occupation that is looked at. */
export interface OccupationSight {
  /** One of the occupation's roles; null looks at all of them. */
  readonly roleId: string | null;
  /** Every occupation of the session. */
  readonly codes: readonly string[];
  /** What the exposure of the occupation's activities rests on. */
  readonly bases: ReadonlyMap<string, ExposureBasis>;
  readonly notes: ChoiceNotes;
  readonly doubts: Doubts;
  readonly need: ReviewNeed;
  readonly review: ReviewView | null;
}

export function viewOccupation(
  session: Session,
  occupation: MappedOccupation,
  sight: OccupationSight,
): OccupationActivitiesView {
  const { roleId, need, review } = sight;
  const { reference, shareMode } = session;
  const { code, title, headcount } = occupation;
  const described = reference.activities.activitiesOf(code);
  const decisions = indexDecisions(session.choices, session.own)(code, roleId);
  const resolved = resolveRoleActivities(described.activities, decisions, reference.lookup, shareMode);
  const byDefault = resolveRoleActivities(
    described.activities,
    nothingDecided,
    reference.lookup,
    shareMode,
  ).activities;
  const selected = resolved.activities.filter((activity) => activity.selected);
  const typedShares = typedSharesOf(decisions);
  const weight = sumOf(described.activities, (activity) => activity.weight);
  const roles = viewRoles(session, occupation);
  const { exposure, coverage } = roleExposure(resolved.activities);
  return {
    code,
    title,
    headcount,
    roles,
    role: roles.find(({ id }) => id === roleId) ?? null,
    siblings:
      described.siblings?.codes.map((sibling) => ({
        code: sibling,
        title: reference.occupationTitles.get(sibling) ?? sibling,
      })) ?? null,
    release: reference.release,
    source: reference.source,
    shareMode,
    groups: groupActivities(session, resolved.activities, { ...sight, byDefault, typedShares, weight }),
    own: viewOwn(session, resolved.activities, decisions, sight),
    activityCount: resolved.activities.length,
    selectedCount: selected.length,
    selectedWeightShare: weight === 0 ? 0 : sumOf(selected, (activity) => activity.weight) / weight,
    exposure,
    coverage,
    defaultExposure: roleExposure(byDefault).exposure,
    need,
    review,
    typedShareTotal: sumOf(selected, ({ id }) => typedShares.get(id) ?? 0),
    areTypedSharesRescaled: resolved.typedSharesRescaled,
    choiceCount: (roleId === null ? decisions.occupationChoices : decisions.roleChoices).length,
  };
}

function sumOf<T>(rows: readonly T[], toValue: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + toValue(row), 0);
}

function viewRoles(session: Session, occupation: MappedOccupation): MappedRoleView[] {
  const { roleIds } = findAdjustments(session.mapped, [...session.choices, ...session.own]);
  return occupation.roles.map(({ roleId, title, headcount }) => ({
    id: roleId,
    title,
    headcount,
    isAdjusted: roleIds.has(roleId),
  }));
}

interface ShownActivities extends OccupationSight {
  readonly byDefault: readonly RoleActivity[];
  readonly typedShares: ReadonlyMap<string, number>;
  /** Of the whole occupation. */
  readonly weight: number;
}

function groupActivities(
  { reference }: Session,
  activities: readonly RoleActivity[],
  shown: ShownActivities,
): ActivityGroup[] {
  const { lookup, activityNames } = reference;
  const nameOf = (id: string) => activityNames.get(id) ?? id;
  const viewOf = activityViewer(reference, activities, shown);
  const groups = new Map<string, ActivityView[]>();
  for (const activity of activities) {
    const view = viewOf(activity);
    if (view === null) continue;
    const gwaId = lookup.gwaByIwa.get(lookup.iwaByDwa.get(view.id) ?? "") ?? view.id;
    const group = groups.get(gwaId);
    if (group === undefined) groups.set(gwaId, [view]);
    else group.push(view);
  }
  // The activities come by weight, so groups of equal weight keep the order of their heaviest.
  return [...groups]
    .map(([gwaId, members]) => ({
      gwaId,
      name: nameOf(gwaId),
      weightShare: sumOf(members, ({ weightShare }) => weightShare),
      activities: members,
    }))
    .sort((a, b) => b.weightShare - a.weightShare);
}

/** How one activity is shown; null for an own one, which stands elsewhere. */
function activityViewer(
  { activities: index, activityNames }: Reference,
  activities: readonly RoleActivity[],
  { codes, bases, notes, doubts, byDefault, typedShares, weight: total }: ShownActivities,
): (activity: RoleActivity) => ActivityView | null {
  const defaults = new Map(byDefault.map(({ id, selected, share }) => [id, { selected, share }]));
  const open = new Set(openDoubts(doubts, activities).map(({ id }) => id));
  const occupationCounts = countOccupations(index, codes);
  return ({ level, weight, ...activity }) => {
    if (level === "own") return null;
    const { id } = activity;
    return {
      ...activity,
      level,
      name: activityNames.get(id) ?? id,
      weightShare: total === 0 ? 0 : weight / total,
      typedShare: typedShares.get(id) ?? null,
      basis: bases.get(id) ?? noBasis,
      occupationCount: occupationCounts.get(id) ?? 1,
      byDefault: defaults.get(id) ?? { selected: false, share: 0 },
      decided: notes.ofRole.get(id) ?? notes.ofOccupation.get(id) ?? null,
      doubt: (open.has(id) && doubts.get(id)) || null,
    };
  };
}

const nothingDecided: ActivityDecisions = {
  occupationChoices: [],
  roleChoices: [],
  occupationOwn: [],
  roleOwn: [],
};

const noBasis: ExposureBasis = { tasks: null, overriddenTaskCount: 0, override: null };

function countOccupations(
  index: OccupationActivityIndex,
  codes: readonly string[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const code of codes) {
    for (const { id } of index.activitiesOf(code).activities) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function viewOwn(
  { reference, overrides }: Session,
  activities: readonly RoleActivity[],
  decisions: ActivityDecisions<ActivityChoice, NamedOwnActivity>,
  { roleId, notes }: OccupationSight,
): OwnActivityView[] {
  const resolved = new Map(activities.map((activity) => [activity.id, activity]));
  const nearestOverride = (id: string): OverrideNote | null => {
    const found = findOverride(reference.lookup, id);
    return (
      overrides.find(({ level, elementId }) => level === found?.level && elementId === found.elementId) ??
      null
    );
  };
  const toView = (own: NamedOwnActivity, isOfThisLayer: boolean): OwnActivityView => ({
    id: own.id,
    name: own.name,
    share: resolved.get(own.id)?.share ?? 0,
    typedShare: own.share,
    exposure: resolved.get(own.id)?.exposure ?? null,
    exposureLevel: resolved.get(own.id)?.exposureLevel ?? null,
    nearest:
      own.nearestDwaId === null
        ? null
        : { id: own.nearestDwaId, name: reference.activityNames.get(own.nearestDwaId) ?? own.nearestDwaId },
    override: own.exposure === null && own.nearestDwaId !== null ? nearestOverride(own.nearestDwaId) : null,
    isOfThisLayer,
    added: notes.ofOwn.get(own.id) ?? null,
  });
  // Ids rise with time, so the order is that of adding.
  return [
    ...decisions.occupationOwn.toSorted(byId).map((own) => toView(own, roleId === null)),
    ...decisions.roleOwn.toSorted(byId).map((own) => toView(own, true)),
  ];
}

function byId(a: NamedOwnActivity, b: NamedOwnActivity): number {
  return a.id < b.id ? -1 : 1;
}
