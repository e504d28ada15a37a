import type { OccupationActivity } from "./activity-weights";

/** Share of the occupation's weight that the default selection holds at least (scoring.md "Exposure"). */
const selectedWeightShare = 0.8;

/** Absorbs the rounding of a running sum, so that an exact 80 % is seen as 80 %. */
const tolerance = 1e-9;

/**
 * The heaviest activities until they hold at least 80 % of the occupation's weight. The rule never looks at
 * exposure: one that did would make every role look fully exposed.
 *
 * @param activities by weight descending, ties by id
 */
export function selectByDefault(
  activities: readonly OccupationActivity[],
  weightShare: number = selectedWeightShare,
): ReadonlySet<string> {
  const total = activities.reduce((sum, activity) => sum + activity.weight, 0);
  const selected = new Set<string>();
  let held = 0;
  for (const activity of activities) {
    if (total > 0 && held >= weightShare * total - tolerance) break;
    selected.add(activity.id);
    held += activity.weight;
  }
  return selected;
}
