import type { ActivityLevel, ChoiceLayer } from "@/db/enums";
import { compareIds, type ExposureLookup, resolveElementExposure } from "@/lib/exposure/exposure-resolution";
import type { OccupationActivity } from "./activity-weights";
import { selectByDefault } from "./default-selection";
import type { ActivityExposureLevel, ShareMode } from "./schema";

/** The activities of one role: what its occupation brings, what people decided, and each one's share of time. */

/** A person's decision about one activity; null leaves that part to the next lower layer. */
export interface ActivityChoice {
  readonly activityId: string;
  readonly selected: boolean | null;
  /** Share of time 0–1. */
  readonly share: number | null;
}

/** An activity that O*NET does not list for the role. */
export interface OwnActivity {
  readonly id: string;
  /** Share of time 0–1. */
  readonly share: number;
  /** 0–1 as typed; null takes the exposure of the nearest DWA, if one is named. */
  readonly exposure: number | null;
  readonly nearestDwaId: string | null;
}

export interface RoleActivity {
  readonly id: string;
  readonly level: ActivityLevel;
  /** W(d); 0 for an own activity, which has a typed share instead. */
  readonly weight: number;
  /** Share of the role's time; 0 when not selected. The shares of the selected activities sum to 1. */
  readonly share: number;
  readonly exposure: number | null;
  readonly exposureLevel: ActivityExposureLevel | null;
  readonly selected: boolean;
  readonly selectedBy: ChoiceLayer;
  /** Which layer typed the share; null when it follows from the weights. */
  readonly shareTypedBy: Exclude<ChoiceLayer, "default"> | null;
}

export interface RoleActivities {
  readonly activities: readonly RoleActivity[];
  /** The typed shares did not sum to a possible total, so they were scaled. */
  readonly typedSharesRescaled: boolean;
}

/** What people decided, for the occupation (and so for every role mapped to it) and for the one role. */
export interface ActivityDecisions<
  Choice extends ActivityChoice = ActivityChoice,
  Own extends OwnActivity = OwnActivity,
> {
  readonly occupationChoices: readonly Choice[];
  readonly roleChoices: readonly Choice[];
  readonly occupationOwn: readonly Own[];
  readonly roleOwn: readonly Own[];
}

/**
 * Merges default → occupation choice → role choice, adds own activities and gives shares of time.
 *
 * @param activities by weight descending, ties by id; the result keeps this order, own activities follow by id
 */
export function resolveRoleActivities(
  activities: readonly OccupationActivity[],
  decisions: ActivityDecisions,
  lookup: ExposureLookup,
  mode: ShareMode,
): RoleActivities {
  const defaults = selectByDefault(activities);
  const occupationChoices = new Map(decisions.occupationChoices.map((choice) => [choice.activityId, choice]));
  const roleChoices = new Map(decisions.roleChoices.map((choice) => [choice.activityId, choice]));
  const drafts = activities.map((activity) =>
    mergeChoices(
      activity,
      defaults.has(activity.id),
      occupationChoices.get(activity.id),
      roleChoices.get(activity.id),
    ),
  );
  const own = [
    ...decisions.occupationOwn.map((activity) => toDraft(activity, "occupation", lookup)),
    ...decisions.roleOwn.map((activity) => toDraft(activity, "role", lookup)),
  ].sort((a, b) => compareIds(a.id, b.id));
  return mode === "simple" ? withEqualShares([...drafts, ...own]) : withShares([...drafts, ...own]);
}

type Draft = Omit<RoleActivity, "share"> & { readonly typedShare: number | null };

function mergeChoices(
  activity: OccupationActivity,
  selectedByDefault: boolean,
  occupation: ActivityChoice | undefined,
  role: ActivityChoice | undefined,
): Draft {
  const byRole = role?.selected ?? null;
  const byOccupation = occupation?.selected ?? null;
  const ofRole = role?.share ?? null;
  const ofOccupation = occupation?.share ?? null;
  const typedBy = ofOccupation === null ? null : "occupation";
  const selectedByLayer = byOccupation === null ? "default" : "occupation";
  // Field by field, here and below: a session has a hundred thousand of these, and spreading is many times slower.
  return {
    id: activity.id,
    level: activity.level,
    weight: activity.weight,
    exposure: activity.exposure,
    exposureLevel: activity.exposureLevel,
    selected: byRole ?? byOccupation ?? selectedByDefault,
    selectedBy: byRole === null ? selectedByLayer : "role",
    typedShare: ofRole ?? ofOccupation,
    shareTypedBy: ofRole === null ? typedBy : "role",
  };
}

function toDraft(own: OwnActivity, layer: "occupation" | "role", lookup: ExposureLookup): Draft {
  const nearest = own.nearestDwaId === null ? null : resolveElementExposure(lookup, own.nearestDwaId);
  return {
    id: own.id,
    level: "own",
    weight: 0,
    exposure: own.exposure ?? nearest?.value ?? null,
    exposureLevel: own.exposure === null ? (nearest?.level ?? null) : "typed",
    selected: true,
    selectedBy: layer,
    typedShare: own.share,
    shareTypedBy: layer,
  };
}

function withEqualShares(drafts: readonly Draft[]): RoleActivities {
  const share = 1 / drafts.filter((draft) => draft.selected).length;
  const activities = drafts.map((draft) => toRoleActivity(draft, draft.selected ? share : 0));
  return { activities, typedSharesRescaled: false };
}

/** Typed shares stand; the others divide the rest in proportion to their weights. */
function withShares(drafts: readonly Draft[]): RoleActivities {
  const selected = drafts.filter((draft) => draft.selected);
  const untyped = selected.filter((draft) => draft.typedShare === null);
  const typedTotal = selected.reduce((sum, draft) => sum + (draft.typedShare ?? 0), 0);
  const untypedWeight = untyped.reduce((sum, draft) => sum + draft.weight, 0);
  const isOverfull = typedTotal > 1 || (untyped.length === 0 && typedTotal > 0);
  const fullTime = isOverfull ? typedTotal : 1;
  const rest = Math.max(0, 1 - typedTotal / fullTime);
  const shareOf = (draft: Draft): number => {
    if (!draft.selected) return 0;
    if (draft.typedShare !== null) return draft.typedShare / fullTime;
    return rest * (untypedWeight > 0 ? draft.weight / untypedWeight : 1 / untyped.length);
  };
  const activities = drafts.map((draft) => toRoleActivity(draft, shareOf(draft)));
  return { activities, typedSharesRescaled: isOverfull && Math.abs(typedTotal - 1) > 1e-9 };
}

function toRoleActivity(draft: Draft, share: number): RoleActivity {
  return {
    id: draft.id,
    level: draft.level,
    weight: draft.weight,
    share,
    exposure: draft.exposure,
    exposureLevel: draft.exposureLevel,
    selected: draft.selected,
    selectedBy: draft.selectedBy,
    shareTypedBy: draft.shareTypedBy,
  };
}

/** Shares as people typed them: the role's goes before the occupation's. */
export function typedSharesOf(decisions: ActivityDecisions): ReadonlyMap<string, number> {
  const typed = new Map<string, number>();
  for (const { activityId, share } of [...decisions.occupationChoices, ...decisions.roleChoices]) {
    if (share !== null) typed.set(activityId, share);
  }
  for (const { id, share } of [...decisions.occupationOwn, ...decisions.roleOwn]) typed.set(id, share);
  return typed;
}
