import { type RoleExposure, roleExposure } from "@/lib/analysis/role-exposure";
import type { ExposureLookup } from "@/lib/exposure/exposure-resolution";
import type { OccupationActivity } from "./activity-weights";
import { selectByDefault } from "./default-selection";
import type { OccupationActivityIndex } from "./occupation-siblings";
import { type ActivityDecisions, type RoleActivity, resolveRoleActivities } from "./role-activities";
import type { ShareMode } from "./schema";

/**
 * Activities whose place in or out of the selection is open to doubt as long as no person decided about them, and how
 * far a role's exposure could move by them.
 */

/**
 * `boundary`: a default rule at 75 % or 85 % of the weight instead of 80 % would decide otherwise. The other three are
 * selected, and their exposure says little: `unknown`, `coarse` (a mean of its IWA or GWA), or `disputed` (the source
 * in use stands apart from the others).
 */
export const doubtKinds = ["boundary", "unknown", "coarse", "disputed"] as const;
export type DoubtKind = (typeof doubtKinds)[number];

/** The two rules between which an activity is near the boundary. */
const boundaryWeightShares = { few: 0.75, many: 0.85 } as const;

/** Places in the order of all activities, 0–1, by which a source must differ from the middle of the others. */
const leastDispute = 0.2;

export type Doubts = ReadonlyMap<string, DoubtKind>;

/**
 * @param activities of the occupation, by weight descending
 * @param disagreement by activity: how far the source in use stands from the others, 0–1
 */
export function findDoubts(
  activities: readonly OccupationActivity[],
  disagreement: ReadonlyMap<string, number>,
): Doubts {
  const few = selectByDefault(activities, boundaryWeightShares.few);
  const many = selectByDefault(activities, boundaryWeightShares.many);
  const selected = selectByDefault(activities);
  const doubts = new Map<string, DoubtKind>();
  for (const { id, exposure, exposureLevel } of activities) {
    if (many.has(id) && !few.has(id)) doubts.set(id, "boundary");
    else if (!selected.has(id)) continue;
    else if (exposure === null) doubts.set(id, "unknown");
    else if (exposureLevel === "iwa" || exposureLevel === "gwa") doubts.set(id, "coarse");
    else if ((disagreement.get(id) ?? 0) >= leastDispute) doubts.set(id, "disputed");
  }
  return doubts;
}

/** Doubts per occupation of one release and one exposure source, and what they reach by default; computed on first use. */
export class DoubtIndex {
  readonly #activities: OccupationActivityIndex;
  readonly #lookup: ExposureLookup;
  readonly #disagreement: ReadonlyMap<string, number>;
  readonly #doubts = new Map<string, Doubts>();
  readonly #reaches = new Map<string, ExposureReach>();

  constructor(
    activities: OccupationActivityIndex,
    lookup: ExposureLookup,
    disagreement: ReadonlyMap<string, number>,
  ) {
    this.#activities = activities;
    this.#lookup = lookup;
    this.#disagreement = disagreement;
  }

  doubtsOf(code: string): Doubts {
    const known = this.#doubts.get(code);
    if (known !== undefined) return known;
    const doubts = findDoubts(this.#activities.activitiesOf(code).activities, this.#disagreement);
    this.#doubts.set(code, doubts);
    return doubts;
  }

  reachOf(code: string, decisions: ActivityDecisions, mode: ShareMode): ExposureReach {
    // Most occupations are as O*NET has them, in every session alike.
    const key = isNothing(decisions) ? `${mode} ${code}` : null;
    const known = key === null ? undefined : this.#reaches.get(key);
    if (known !== undefined) return known;
    const { activities } = this.#activities.activitiesOf(code);
    const reach = reachOfExposure(activities, decisions, this.doubtsOf(code), this.#lookup, mode);
    if (key !== null) this.#reaches.set(key, reach);
    return reach;
  }
}

function isNothing({ occupationChoices, roleChoices, occupationOwn, roleOwn }: ActivityDecisions): boolean {
  return occupationChoices.length + roleChoices.length + occupationOwn.length + roleOwn.length === 0;
}

/** The doubts that no person settled by choosing the activity or typing its share. */
export function openDoubts(doubts: Doubts, activities: readonly RoleActivity[]): RoleActivity[] {
  return activities.filter(
    ({ id, selectedBy, shareTypedBy }) => selectedBy === "default" && shareTypedBy === null && doubts.has(id),
  );
}

export interface ExposureReach {
  readonly now: RoleExposure;
  /** What else the role's exposure could be; empty when nothing is in doubt. */
  readonly others: readonly RoleExposure[];
}

/**
 * The exposure as things are chosen, and at its ends: with those doubtful activities that lower it most, with those that
 * raise it most, and, where some are unknown, with all and with none of these.
 */
export function reachOfExposure(
  activities: readonly OccupationActivity[],
  decisions: ActivityDecisions,
  doubts: Doubts,
  lookup: ExposureLookup,
  mode: ShareMode,
): ExposureReach {
  const present = resolveRoleActivities(activities, decisions, lookup, mode).activities;
  const now = roleExposure(present);
  const open = openDoubts(doubts, present);
  if (open.length === 0) return { now, others: [] };
  const evaluate = (isSelected: (activity: RoleActivity) => boolean): RoleExposure => {
    const choices = open.map((activity) => ({
      activityId: activity.id,
      selected: isSelected(activity),
      share: null,
    }));
    const decided = withChoices(decisions, choices);
    return roleExposure(resolveRoleActivities(activities, decided, lookup, mode).activities);
  };
  const ids = new Set(open.map(({ id }) => id));
  const fixed = present.filter(({ id, selected }) => selected && !ids.has(id));
  const known = open.filter(({ exposure }) => exposure !== null);
  const low = pickExtreme(fixed, known, -1);
  const high = pickExtreme(fixed, known, 1);
  const others = [
    evaluate(({ id, selected, exposure }) => (exposure === null ? selected : low.has(id))),
    evaluate(({ id, selected, exposure }) => (exposure === null ? selected : high.has(id))),
  ];
  if (known.length < open.length) {
    others.push(evaluate(({ selected, exposure }) => exposure === null || selected));
    others.push(evaluate(({ selected, exposure }) => exposure !== null && selected));
  }
  return { now, others };
}

function withChoices(
  decisions: ActivityDecisions,
  choices: ActivityDecisions["occupationChoices"],
): ActivityDecisions {
  const changed = new Set(choices.map(({ activityId }) => activityId));
  // No person chose these, so nothing is replaced but rows that say nothing.
  const kept = decisions.occupationChoices.filter(({ activityId }) => !changed.has(activityId));
  return { ...decisions, occupationChoices: [...kept, ...choices] };
}

/** The activities that, added to the fixed ones, push the weighted mean furthest down (-1) or up (1). */
function pickExtreme(
  fixed: readonly RoleActivity[],
  doubtful: readonly RoleActivity[],
  direction: -1 | 1,
): ReadonlySet<string> {
  let weight = 0;
  let sum = 0;
  for (const activity of fixed) {
    if (activity.exposure === null) continue;
    // An own activity weighs nothing by O*NET; its share of time stands for it.
    const part = activity.level === "own" ? activity.share : activity.weight;
    weight += part;
    sum += part * activity.exposure;
  }
  const picked = new Set<string>();
  const inOrder = doubtful.toSorted((a, b) => direction * ((b.exposure ?? 0) - (a.exposure ?? 0)));
  for (const { id, exposure, weight: part } of inOrder) {
    const isPushing = weight === 0 || direction * ((exposure ?? 0) - sum / weight) > 0;
    if (!isPushing) break;
    picked.add(id);
    weight += part;
    sum += part * (exposure ?? 0);
  }
  return picked;
}
