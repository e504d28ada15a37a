import type { RoleActivity } from "./role-activities";

/** How alike the work of two occupations or roles is: by what their time goes to, and by what they are called. */

export interface Work {
  readonly title: string;
  readonly activities: readonly RoleActivity[];
}

export interface Similarity {
  /** Part of the time that goes to the same activities, 0–1. */
  readonly sharedTime: number;
  /** 0–1; the shared time counts more than the title. */
  readonly score: number;
}

const titlePart = 0.3;

export function similarityOf(a: Work, b: Work): Similarity {
  const sharedTime = sharedTimeOf(a.activities, b.activities);
  return { sharedTime, score: (1 - titlePart) * sharedTime + titlePart * titleNearness(a.title, b.title) };
}

function sharedTimeOf(a: readonly RoleActivity[], b: readonly RoleActivity[]): number {
  const shares = new Map(a.map(({ id, share }) => [id, share]));
  return b.reduce((sum, { id, share }) => sum + Math.min(share, shares.get(id) ?? 0), 0);
}

/** Dice coefficient over the words of two titles, plurals and case aside. */
export function titleNearness(a: string, b: string): number {
  const first = wordsOf(a);
  const second = wordsOf(b);
  if (first.size + second.size === 0) return 0;
  const common = [...first].filter((word) => second.has(word)).length;
  return (2 * common) / (first.size + second.size);
}

const fillers: ReadonlySet<string> = new Set([
  "and",
  "of",
  "the",
  "all",
  "other",
  "except",
  "a",
  "for",
  "in",
]);

function wordsOf(title: string): ReadonlySet<string> {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !fillers.has(word)).map((word) => word.replace(/(?<=..)s$/, "")));
}
