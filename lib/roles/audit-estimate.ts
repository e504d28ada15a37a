/**
 * How many mappings are wrong among those that a threshold takes: by the matcher's calibration, and once a person
 * checked some of them, by what they found. Method and its limits: docs/mapping-roles.md.
 */

/** What the calibration says of some suggestions, in sums that can be added up. */
export interface Doubt {
  readonly roles: number;
  readonly people: number;
  /** Σ (1 − confidence), and Σ confidence × (1 − confidence). */
  readonly errors: number;
  readonly variance: number;
  /** The same, each role with its headcount h: Σ h (1 − c), Σ h² c (1 − c); and Σ h². */
  readonly peopleErrors: number;
  readonly peopleVariance: number;
  readonly peopleSquares: number;
}

export const noDoubt: Doubt = {
  ...{ roles: 0, people: 0, errors: 0, variance: 0 },
  ...{ peopleErrors: 0, peopleVariance: 0, peopleSquares: 0 },
};

export function addDoubts(a: Doubt, b: Doubt): Doubt {
  return {
    roles: a.roles + b.roles,
    people: a.people + b.people,
    errors: a.errors + b.errors,
    variance: a.variance + b.variance,
    peopleErrors: a.peopleErrors + b.peopleErrors,
    peopleVariance: a.peopleVariance + b.peopleVariance,
    peopleSquares: a.peopleSquares + b.peopleSquares,
  };
}

/** Suggestions of one band of confidence: those in question, and what was found of the band's checked ones. */
export interface Stratum {
  readonly doubt: Doubt;
  readonly right: number;
  readonly wrong: number;
}

export interface Estimate {
  readonly expected: number;
  /** Between these with 95 %, never outside of what there is. */
  readonly low: number;
  readonly high: number;
}

export interface WrongMappings {
  readonly roles: Estimate;
  readonly people: Estimate;
  /** Checked roles that it rests on; 0: the calibration alone. */
  readonly checkedCount: number;
}

/** Confidences are off by this much at most, all together: standard deviation, from the matcher's measured error. */
const calibrationTolerance = 0.03;
/** What the calibration weighs beside checked roles, in checked roles, over all strata. */
const calibrationChecks = 10;
const widthOf95 = 1.96;

interface Spread {
  readonly expected: number;
  readonly variance: number;
}
const noSpread: Spread = { expected: 0, variance: 0 };

function addSpreads(a: Spread, b: Spread): Spread {
  return { expected: a.expected + b.expected, variance: a.variance + b.variance };
}

function toEstimate({ expected, variance }: Spread, most: number): Estimate {
  const width = widthOf95 * Math.sqrt(Math.max(0, variance));
  const within = (value: number) => Math.min(most, Math.max(0, value));
  return { expected: within(expected), low: within(expected - width), high: within(expected + width) };
}

/** A sum of unlike coins (Poisson binomial), and a calibration that may lean one way for all of them. */
function byCalibration(doubt: Doubt): WrongMappings {
  const lean = calibrationTolerance ** 2;
  const roles = { expected: doubt.errors, variance: doubt.variance + lean * doubt.roles ** 2 };
  const people = { expected: doubt.peopleErrors, variance: doubt.peopleVariance + lean * doubt.people ** 2 };
  return {
    roles: toEstimate(roles, doubt.roles),
    people: toEstimate(people, doubt.people),
    checkedCount: 0,
  };
}

/**
 * The share of wrong ones in a stratum is a Beta that begins at the calibration's and learns from the checks; how many
 * of the others are wrong is then Beta-binomial.
 */
function byChecks({ doubt, right, wrong }: Stratum, allRoles: number): { roles: Spread; people: Spread } {
  const { roles, people, errors, peopleErrors, peopleSquares } = doubt;
  if (roles === 0) return { roles: noSpread, people: noSpread };
  const prior = (calibrationChecks * roles) / allRoles;
  const weight = prior + right + wrong;
  const shareOf = (calibrated: number) => (prior * calibrated + wrong) / weight;
  const share = shareOf(errors / roles);
  // Large roles may be more or less certain than small ones of the same stratum.
  const peopleShare = people === 0 ? 0 : shareOf(peopleErrors / people);
  const spread = (p: number) => (p * (1 - p)) / (weight + 1);
  return {
    roles: { expected: roles * share, variance: spread(share) * roles * (weight + roles) },
    people: {
      expected: people * peopleShare,
      variance: spread(peopleShare) * (weight * peopleSquares + people ** 2),
    },
  };
}

/** @param strata bands of confidence */
export function estimateWrong(strata: readonly Stratum[]): WrongMappings {
  const all = strata.reduce((sum, { doubt }) => addDoubts(sum, doubt), noDoubt);
  const checkedCount = strata.reduce((sum, { right, wrong }) => sum + right + wrong, 0);
  if (checkedCount === 0) return byCalibration(all);
  const spreads = strata.map((stratum) => byChecks(stratum, all.roles));
  const total = (of: "roles" | "people") =>
    spreads.reduce((sum, spread) => addSpreads(sum, spread[of]), noSpread);
  return {
    roles: toEstimate(total("roles"), all.roles),
    people: toEstimate(total("people"), all.people),
    checkedCount,
  };
}
