import { wholeNumber } from "./headcount";
import { headerText } from "./header-text";
import { jobWordStems, salutations } from "./header-words";

/** What the sampled values of a column look like; shares are 0–1 of the values that are not blank. */
export interface ColumnEvidence {
  readonly count: number;
  readonly wholeNumberShare: number;
  /** Numbers of any kind, also negative and broken ones, which a faulty headcount column holds. */
  readonly numberShare: number;
  readonly distinctShare: number;
  readonly averageLength: number;
  readonly emailShare: number;
  readonly salutationShare: number;
  /** One word with a digit in it, or a number. */
  readonly idShare: number;
  readonly jobWordShare: number;
}

const anyNumber = /^[-+]?[\d.,'’ \u00A0\u202F]*\d[\d.,]*%?$/;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const idLike = /^(?=\S*\d)[\p{L}\p{N}._/-]{1,40}$/u;

export function hasJobWord(text: string): boolean {
  const words = headerText(text);
  return jobWordStems.some((stem) => words.includes(stem));
}

export function columnEvidence(values: readonly string[]): ColumnEvidence {
  const filled = values.filter((value) => value !== "");
  const count = filled.length;
  const share = (matches: (value: string) => boolean) =>
    count === 0 ? 0 : filled.filter(matches).length / count;
  return {
    count,
    wholeNumberShare: share((value) => wholeNumber(value) !== null),
    numberShare: share((value) => anyNumber.test(value)),
    distinctShare: count === 0 ? 0 : new Set(filled).size / count,
    averageLength: count === 0 ? 0 : filled.reduce((sum, value) => sum + value.length, 0) / count,
    emailShare: share((value) => email.test(value)),
    salutationShare: share((value) => salutations.has(headerText(value))),
    idShare: share((value) => idLike.test(value)),
    jobWordShare: share(hasJobWord),
  };
}
