import { percentTolerance, toPercent } from "./percent";

/** What deciding the first roles of the review would settle. */
export interface ReviewPlan {
  /** How many decisions; 0 when nothing is open. */
  readonly decisions: number;
  /** Share of people (0–1) whose role would then be decided or accepted by the rule. */
  readonly share: number;
}

export interface PeopleSettled {
  /** People whose role is decided or accepted by the rule. */
  readonly settled: number;
  readonly all: number;
}

/** A role that is neither decided nor accepted by the rule. */
export interface UnclearRole {
  readonly headcount: number;
  /** 0–1; null where a threshold could confirm nothing: no suggestion, or a model disagrees. */
  readonly confidence: number | null;
}

/** A round figure to reach, the lowest that is not reached yet. */
const goals = [0.8, 0.9, 0.95, 0.99, 1];

/** The share of people settled after each decision, in the order of the review. */
export function runningShares(
  roles: readonly { readonly headcount: number }[],
  { settled, all }: PeopleSettled,
): number[] {
  let people = settled;
  return roles.map(({ headcount }) => {
    people += headcount;
    return all === 0 ? 0 : Math.min(1, people / all);
  });
}

/**
 * How many roles, from the top of the review on, it takes to reach the next goal by deciding one by one.
 * @param unclear in the order of the review
 */
export function planReview(unclear: readonly UnclearRole[], people: PeopleSettled): ReviewPlan {
  const present = people.all === 0 ? 0 : people.settled / people.all;
  if (unclear.length === 0) return { decisions: 0, share: present };
  const goal = goals.find((share) => share > present + percentTolerance) ?? 1;
  const shares = runningShares(unclear, people);
  const reached = shares.findIndex((share) => share >= goal - percentTolerance);
  const last = reached === -1 ? shares.length - 1 : reached;
  return { decisions: last + 1, share: shares[last] ?? present };
}

/** First some decisions one by one, then the rest from a confidence on at once. */
export interface ShortWay extends ReviewPlan {
  /** Accept from this confidence on, in whole percent. */
  readonly fromPercent: number;
  /** Share (0–1) of the people settled whose mapping is expected to be wrong; what a person decided counts as right. */
  readonly wrongShare: number;
}

export interface ShortWayGoal {
  /** Share of people to settle, 0–1. */
  readonly share: number;
  /** The most of them that may be expected wrong, 0–1. */
  readonly wrongShare: number;
}

/** As good as what the rule accepts by itself has to be. */
export const shortWayGoal: ShortWayGoal = { share: 0.9, wrongShare: 0.15 };

/** People and those expected wrong by whole percent of confidence, from which single roles can be taken out. */
class ByPercent {
  readonly #people = new Float64Array(101);
  readonly #wrong = new Float64Array(101);

  add({ headcount, confidence }: UnclearRole, sign: 1 | -1): void {
    if (confidence === null) return;
    const percent = toPercent(confidence);
    this.#people[percent] = (this.#people[percent] ?? 0) + sign * headcount;
    this.#wrong[percent] = (this.#wrong[percent] ?? 0) + sign * headcount * (1 - confidence);
  }

  /** The highest threshold that takes this many people; null when all together are fewer. */
  takeAtLeast(wanted: number): { fromPercent: number; people: number; wrong: number } | null {
    let people = 0;
    let wrong = 0;
    for (let percent = 100; percent >= 0; percent -= 1) {
      people += this.#people[percent] ?? 0;
      wrong += this.#wrong[percent] ?? 0;
      if (people >= wanted - percentTolerance) return { fromPercent: percent, people, wrong };
    }
    return null;
  }
}

/**
 * The fewest decisions, from the top on, after which a threshold may settle the rest: enough people are settled then,
 * and few enough of them are expected wrong.
 * @param unclear those with the most people expected wrong first (`doubtWeight`), which takes the fewest decisions
 * @param people.wrong people settled already whose mapping is expected to be wrong: those the rule accepted
 * @returns null where even deciding everything does not get there, or where nothing is left to do
 */
export function planShortWay(
  unclear: readonly UnclearRole[],
  people: PeopleSettled & { readonly wrong: number },
  goal: ShortWayGoal = shortWayGoal,
): ShortWay | null {
  const wanted = goal.share * people.all;
  if (people.settled >= wanted) return null;
  const rest = new ByPercent();
  for (const role of unclear) rest.add(role, 1);
  let settled = people.settled;
  for (let decisions = 0; decisions <= unclear.length; decisions += 1) {
    const taken = rest.takeAtLeast(Math.max(0, wanted - settled));
    if (taken !== null) {
      const total = settled + taken.people;
      const wrongShare = (people.wrong + taken.wrong) / total;
      const share = total / people.all;
      if (wrongShare <= goal.wrongShare)
        return { decisions, share, fromPercent: taken.fromPercent, wrongShare };
    }
    const next = unclear[decisions];
    if (next === undefined) return null;
    rest.add(next, -1);
    settled += next.headcount;
  }
  return null;
}
