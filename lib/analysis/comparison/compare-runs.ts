import type { Tier } from "@/db/enums";
import { impactScale, prioritise, type RoleBasis, type RolePriority } from "../role-priorities";
import type { AnalysisSettings } from "../schema";
import {
  type Cause,
  causes,
  type Moved,
  type Parts,
  type Presence,
  type RoleMove,
  type RunComparison,
  type TierCause,
  type TierMoveCount,
} from "./schema";
import { divide, type State } from "./shapley";

/** A role as a run has stored it. */
export interface ComparedRole extends RoleBasis {
  readonly occupation: string | null;
  readonly reach: number | null;
  readonly priority: number | null;
  readonly rank: number | null;
  readonly tier: Tier | null;
}

export interface ComparedRun {
  readonly roles: readonly ComparedRole[];
  readonly settings: AnalysisSettings;
  /** Over all occupations; 0 outside the money mode. */
  readonly meanHourlyWage: number;
}

/** What a role is before it meets others: what decisions and data make of it. */
export type OwnFigures = Pick<RoleBasis, "exposure" | "coverage" | "complexity" | "hourlyWage">;

/** Roles by the decisions of one run over the data of the other, where the two runs differ in data. */
export interface CrossFigures {
  readonly oldDecisionsNewData: ReadonlyMap<string, OwnFigures>;
  readonly newDecisionsOldData: ReadonlyMap<string, OwnFigures>;
}

type Compared = Omit<RunComparison, "unknown" | "dataChanges">;
type Score = Pick<RolePriority, "reach" | "priority" | "rank" | "tier">;
type Scores = ReadonlyMap<string, Score>;

const [people, decisions, data] = [1, 2, 4];

/**
 * What moved between two runs of a session, and what of it each cause brought about: every mixture of old and new
 * people, decisions and data is ranked anew, and the difference is divided by `divide`. A role that came or went has one
 * run's decisions only, so its coming or going is the people's part.
 *
 * @param cross null while both runs have the same data; figures of a role then follow from decisions alone
 */
export function compareRuns(from: ComparedRun, to: ComparedRun, cross: CrossFigures | null): Compared {
  const scoresOf = stateScores(from, to, cross);
  const roles = pairs(from, to).map((pair) => toMove(pair, scoresOf));
  return summarise(roles);
}

/** The same without causes, for runs that cannot be computed again. */
export function compareWithoutCauses(from: ComparedRun, to: ComparedRun): Compared {
  return summarise(pairs(from, to).map((pair) => toMove(pair, null)));
}

interface Pair {
  readonly before: ComparedRole | undefined;
  readonly after: ComparedRole | undefined;
}

function byId<R extends { readonly id: string }>(roles: readonly R[]): Map<string, R> {
  return new Map(roles.map((role) => [role.id, role]));
}

function pairs(from: ComparedRun, to: ComparedRun): Pair[] {
  const [old, present] = [byId(from.roles), byId(to.roles)];
  return [
    ...to.roles.map((role) => ({ before: old.get(role.id), after: role })),
    ...from.roles.filter(({ id }) => !present.has(id)).map((role) => ({ before: role, after: undefined })),
  ];
}

/** Ranks each mixture once, both ends too, from the same stored figures. Causes that changed nothing are left out. */
function stateScores(
  from: ComparedRun,
  to: ComparedRun,
  cross: CrossFigures | null,
): (state: State) => Scores {
  const effective = effectiveCauses(from, to, cross);
  const known = new Map<State, Scores>();
  const figuresOf = ownFigures(from, to, cross);
  return (state) => {
    const key = state & effective;
    const scores = known.get(key) ?? rank(from, to, figuresOf, key);
    known.set(key, scores);
    return scores;
  };
}

function effectiveCauses(from: ComparedRun, to: ComparedRun, cross: CrossFigures | null): State {
  const [old, present] = [byId(from.roles), byId(to.roles)];
  const hasSamePeople =
    old.size === present.size &&
    from.roles.every(({ id, headcount }) => present.get(id)?.headcount === headcount);
  const hasSameDecisions = from.roles.every((role) => {
    const now = present.get(role.id);
    const under = cross === null ? role : cross.oldDecisionsNewData.get(role.id);
    return now === undefined || (under !== undefined && areSame(under, now));
  });
  const hasSameData = cross === null && JSON.stringify(from.settings) === JSON.stringify(to.settings);
  return (hasSamePeople ? 0 : people) | (hasSameDecisions ? 0 : decisions) | (hasSameData ? 0 : data);
}

/** Stored to six decimals. */
const tolerance = 1.1e-6;

function areSame(a: OwnFigures, b: OwnFigures): boolean {
  const isClose = (x: number | null, y: number | null) =>
    x === null || y === null ? x === y : Math.abs(x - y) <= tolerance;
  return (
    isClose(a.exposure, b.exposure) &&
    isClose(a.coverage, b.coverage) &&
    isClose(a.complexity, b.complexity) &&
    isClose(a.hourlyWage, b.hourlyWage)
  );
}

const nothingKnown: OwnFigures = { exposure: null, coverage: 0, complexity: null, hourlyWage: null };

function ownFigures(
  from: ComparedRun,
  to: ComparedRun,
  cross: CrossFigures | null,
): (roleId: string, state: State) => OwnFigures {
  const [old, present] = [byId(from.roles), byId(to.roles)];
  return (roleId, state) => {
    // Only one run has decided about a role that came or went.
    const isNew = old.has(roleId) ? present.has(roleId) && (state & decisions) !== 0 : true;
    const own = (isNew ? present : old).get(roleId) ?? nothingKnown;
    const hasNewData = (state & data) !== 0;
    if (cross === null || isNew === hasNewData) return own;
    const mixed = isNew ? cross.newDecisionsOldData : cross.oldDecisionsNewData;
    return mixed.get(roleId) ?? nothingKnown;
  };
}

function rank(
  from: ComparedRun,
  to: ComparedRun,
  figuresOf: (roleId: string, state: State) => OwnFigures,
  state: State,
): Scores {
  const { roles } = state & people ? to : from;
  const { settings, meanHourlyWage } = state & data ? to : from;
  const bases = roles.map(({ id, title, headcount }) => {
    const { exposure, coverage, complexity, hourlyWage } = figuresOf(id, state);
    return { id, title, headcount, exposure, coverage, complexity, hourlyWage };
  });
  return byId(prioritise(bases, settings, impactScale(bases, settings, meanHourlyWage)));
}

function presenceOf({ before, after: now }: Pair): Presence {
  if (before === undefined) return "came";
  return now === undefined ? "went" : "both";
}

function toMove(pair: Pair, scoresOf: ((state: State) => Scores) | null): RoleMove {
  const { before, after: now } = pair;
  const { id: roleId, title } = now ?? before ?? { id: "", title: "" };
  const valueIn = (pick: (score: Score | undefined) => number | null) =>
    scoresOf && ((state: State) => pick(scoresOf(state).get(roleId)));
  const figure = (pick: (score: Score | undefined) => number | null) =>
    toMoved(pick(before), pick(now), valueIn(pick));
  const presence = presenceOf(pair);
  return {
    roleId,
    title,
    presence,
    headcount: { before: before?.headcount ?? 0, after: now?.headcount ?? 0 },
    occupation: { before: before?.occupation ?? null, after: now?.occupation ?? null },
    reach: figure((score) => score?.reach ?? 0) ?? { before: 0, after: 0, parts: null },
    priority: figure((score) => score?.priority ?? null),
    rank: figure((score) => score?.rank ?? null),
    tier: {
      before: before?.tier ?? null,
      after: now?.tier ?? null,
      cause: tierCauseOf(pair, presence, scoresOf, roleId),
    },
  };
}

/** Null where one of the runs has no figure; without parts where a mixture has none. */
function toMoved(
  before: number | null,
  now: number | null,
  valueIn: ((state: State) => number | null) | null,
): Moved | null {
  if (before === null || now === null) return null;
  if (valueIn === null) return { before, after: now, parts: null };
  let isWhole = true;
  const parts = divide(causes.length, (state) => {
    const value = valueIn(state);
    if (value === null) isWhole = false;
    return value ?? 0;
  });
  return { before, after: now, parts: isWhole ? toParts(summingTo(now - before, parts)) : null };
}

/**
 * Runs store six decimals, of which the mixtures are computed; what that rounds off goes to the largest part, so that the
 * parts sum to the difference and a cause that changed nothing keeps its nothing.
 */
function summingTo(difference: number, parts: readonly number[]): number[] {
  const rest = difference - parts.reduce((total, part) => total + part, 0);
  const largest = parts.reduce(
    (best, part, index) => (Math.abs(part) > Math.abs(parts[best] ?? 0) ? index : best),
    0,
  );
  return parts.map((part, index) => (index === largest ? part + rest : part));
}

function toParts([byPeople = 0, byDecisions = 0, byData = 0]: readonly number[]): Parts {
  return { people: byPeople, decisions: byDecisions, data: byData };
}

/** The cause that did most to bring the role into its tier. */
function tierCauseOf(
  { before, after: now }: Pair,
  presence: Presence,
  scoresOf: ((state: State) => Scores) | null,
  roleId: string,
): TierCause {
  const tier = now?.tier ?? null;
  if (scoresOf === null || (before?.tier ?? null) === tier) return null;
  if (presence !== "both") return "people";
  const isThere = (state: State) => Number((scoresOf(state).get(roleId)?.tier ?? null) === tier);
  const parts = divide(causes.length, isThere);
  const largest = Math.max(...parts);
  const leading = causes.filter((_, index) => largest - (parts[index] ?? 0) < 1e-9);
  return leading.length === 1 ? (leading[0] ?? "together") : "together";
}

const sum = (roles: readonly RoleMove[], pick: (role: RoleMove) => number) =>
  roles.reduce((total, role) => total + pick(role), 0);

function summarise(roles: RoleMove[]): Compared {
  const isKnown = roles.every(({ reach }) => reach.parts !== null);
  const part = (cause: Cause) => sum(roles, ({ reach }) => reach.parts?.[cause] ?? 0);
  return {
    headcount: {
      before: sum(roles, ({ headcount }) => headcount.before),
      after: sum(roles, ({ headcount }) => headcount.after),
    },
    reach: {
      before: sum(roles, ({ reach }) => reach.before),
      after: sum(roles, ({ reach }) => reach.after),
      parts: isKnown ? toParts(causes.map(part)) : null,
    },
    tierMoves: countTierMoves(roles),
    counts: {
      both: roles.filter(({ presence }) => presence === "both").length,
      came: roles.filter(({ presence }) => presence === "came").length,
      went: roles.filter(({ presence }) => presence === "went").length,
    },
    roles,
  };
}

function countTierMoves(roles: readonly RoleMove[]): TierMoveCount[] {
  const counts = new Map<string, TierMoveCount>();
  for (const { tier, presence } of roles) {
    if (tier.before === tier.after) continue;
    const key = [tier.before, tier.after, presence, tier.cause].join(" ");
    const roleCount = (counts.get(key)?.roleCount ?? 0) + 1;
    counts.set(key, { from: tier.before, to: tier.after, presence, cause: tier.cause, roleCount });
  }
  return [...counts.values()];
}
