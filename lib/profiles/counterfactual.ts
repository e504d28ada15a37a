import type { ProfileVariant } from "@/db/enums";
import { counterparts, otherNames, otherSchools, swappedWords } from "./counterfactual-words";
import { foldText } from "./folded-text";
import { monthsAt, newestFirst } from "./job-dates";
import type { ProfileContent } from "./schema";

type Job = ProfileContent["experience"][number];

/** The same for the same text, and spread over the choices. */
function pick<T>(choices: readonly T[], seed: string): T {
  let sum = 7;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 2_147_483_647;
  const chosen = choices[sum % choices.length];
  if (chosen === undefined) throw new Error("There is nothing to choose from.");
  return chosen;
}

type Rewrite = (text: string) => string;

/** Rewrites what people wrote in their own words, and the titles that may say as much. */
function rewriteTexts(content: ProfileContent, rewrite: Rewrite): ProfileContent {
  const maybe = (text: string | null) => (text === null ? null : rewrite(text));
  return {
    ...content,
    headline: maybe(content.headline),
    about: maybe(content.about),
    currentTitle: maybe(content.currentTitle),
    experience: content.experience.map((job) => ({
      ...job,
      title: rewrite(job.title),
      description: maybe(job.description),
    })),
    education: content.education.map((item) => ({ ...item, activities: maybe(item.activities) })),
  };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Replaces whole words, in the letters they are written in: first letter and all capitals are kept. */
function replaceWords(pairs: ReadonlyMap<string, string>): Rewrite {
  if (pairs.size === 0) return (text) => text;
  const any = [...pairs.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join("|");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, "giu");
  return (text) => text.replace(pattern, (found) => inCaseOf(found, pairs.get(found.toLowerCase()) ?? found));
}

function inCaseOf(model: string, text: string): string {
  if (model.length > 1 && model === model.toUpperCase()) return text.toUpperCase();
  const first = model.slice(0, 1);
  return first === first.toUpperCase() ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;
}

const partsOf = (name: string) => name.split(/\s+/).filter((part) => /\p{L}{2}/u.test(part));

/** First and last name replaced by those of another, everywhere they stand. */
function withOtherName(content: ProfileContent): ProfileContent | null {
  const parts = partsOf(content.name);
  const first = parts[0];
  if (!first) return null;
  const last = parts.length > 1 ? parts.at(-1) : undefined;
  const choices = otherNames.filter((name) => !name.first.startsWith(first) && name.last !== last);
  const other = pick(choices, foldText(content.name).text);
  const pairs = new Map([[first.toLowerCase(), other.first]]);
  if (last) pairs.set(last.toLowerCase(), other.last);
  const changed = rewriteTexts(content, replaceWords(pairs));
  return { ...changed, name: last ? `${other.first} ${other.last}` : other.first };
}

/** "Her" is "his" in front of what is hers and "him" elsewhere. */
const beforeNoun =
  /^\s+(?!(?:and|or|to|for|with|in|on|at|as|by|from|of|that|who|when|while|because|if|but|is|was|the|a|an)\b)\p{L}/iu;
const wordPattern = /\p{L}+/gu;

function swapPronouns(text: string): string {
  return text.replace(wordPattern, (found, at: number) => {
    const word = found.toLowerCase();
    const isPossessive =
      word === "her" && beforeNoun.test(text.slice(at + found.length, at + found.length + 40));
    return inCaseOf(found, isPossessive ? "his" : (swappedWords.get(word) ?? found));
  });
}

/** The other gender's pronouns, words and first name; null when nothing says which it is. */
function withOtherGender(content: ProfileContent): ProfileContent | null {
  const first = partsOf(content.name)[0];
  const counterpart = first ? counterparts.get(first.toLowerCase()) : undefined;
  const changed = rewriteTexts(content, swapPronouns);
  if (!first || !counterpart) {
    return JSON.stringify(changed) === JSON.stringify(content) ? null : changed;
  }
  const renamed = rewriteTexts(changed, replaceWords(new Map([[first.toLowerCase(), counterpart]])));
  return { ...renamed, name: content.name.replace(first, inCaseOf(first, counterpart)) };
}

/** Other schools, in the entries and wherever the text names them. */
function withOtherSchools(content: ProfileContent): ProfileContent | null {
  if (content.education.length === 0) return null;
  const pairs = new Map<string, string>();
  for (const { school } of content.education) {
    const choices = otherSchools.filter((name) => name !== school && ![...pairs.values()].includes(name));
    pairs.set(school.toLowerCase(), pick(choices.length > 0 ? choices : otherSchools, school));
  }
  const changed = rewriteTexts(content, replaceWords(pairs));
  return {
    ...changed,
    education: changed.education.map((item) => ({
      ...item,
      school: pairs.get(item.school.toLowerCase()) ?? item.school,
    })),
  };
}

/** Months without a job that count as a gap. */
const gapMonths = 9;

interface Border {
  readonly earlier: Job;
  readonly later: Job;
}

function* bordersOf(jobs: readonly Job[]): Generator<Border> {
  const sorted = newestFirst(jobs);
  for (let index = 0; index + 1 < sorted.length; index += 1) {
    const later = sorted[index];
    const earlier = sorted[index + 1];
    if (later && earlier && later.startYear !== null && earlier.endYear !== null) yield { earlier, later };
  }
}

const isGap = ({ earlier, later }: Border) =>
  (monthsAt(later.startYear, later.startMonth) ?? 0) - (monthsAt(earlier.endYear, earlier.endMonth) ?? 0) >=
  gapMonths;

const replaceJob = (content: ProfileContent, job: Job, changed: Job): ProfileContent => ({
  ...content,
  experience: content.experience.map((each) => (each === job ? changed : each)),
});

/** The newest gap closed, or where there is none a year's gap before the newest change of jobs. */
function withOtherGap(content: ProfileContent): ProfileContent | null {
  const borders = [...bordersOf(content.experience)];
  const gap = borders.find(isGap);
  if (gap) {
    const { earlier, later } = gap;
    return replaceJob(content, earlier, { ...earlier, endYear: later.startYear, endMonth: later.startMonth });
  }
  const border = borders.find(
    ({ earlier: { startYear, endYear } }) => startYear === null || startYear < (endYear ?? 0),
  );
  if (!border) return null;
  const { earlier } = border;
  return replaceJob(content, earlier, { ...earlier, endYear: (earlier.endYear ?? 0) - 1 });
}

/**
 * The same profile with one thing swapped that must not matter to a score. Null when there is nothing to swap. A name
 * shows in the text only when it is not blind.
 */
export function variantOf(content: ProfileContent, variant: ProfileVariant): ProfileContent | null {
  switch (variant) {
    case "original":
      return content;
    case "name":
      return withOtherName(content);
    case "gender":
      return withOtherGender(content);
    case "school":
      return withOtherSchools(content);
    case "gap_year":
      return withOtherGap(content);
  }
}
