import { headerText } from "./header-text";
import {
  aspectQualifiers,
  codeQualifiers,
  fieldPhrases,
  foreignQualifiers,
  personalPhrases,
  personalWords,
} from "./header-words";
import { rosterFields } from "./roster-fields";
import type { ColumnReason, RosterField } from "./schema";

/** What a header says about its column, before any value is seen. */
export interface HeaderMatch {
  readonly field: RosterField;
  /** 0–1. */
  readonly score: number;
  readonly rule: ColumnReason["rule"];
  readonly words: string;
}

interface Phrase {
  readonly field: RosterField;
  readonly words: string;
  readonly weight: number;
}

const phrases: readonly Phrase[] = rosterFields.flatMap((field) =>
  fieldPhrases[field].flatMap(([weight, list]) => list.split("|").map((words) => ({ field, words, weight }))),
);

const personal = new Set(personalPhrases);

/** Shorter words inside longer ones mean nothing ("by" in "country by region", "ort" in "export"). */
const shortestPart = 6;
const containsFactor = 0.9;
const partFactor = 0.8;

/** Below this a name inside a header is only a name: "Manager name" is no department. */
const clearScore = 0.5;

function phraseScore(text: string, phrase: Phrase): Pick<HeaderMatch, "score" | "rule"> | undefined {
  if (text === phrase.words) return { score: phrase.weight, rule: "header_equals" };
  if (` ${text} `.includes(` ${phrase.words} `)) {
    return { score: phrase.weight * containsFactor, rule: "header_contains" };
  }
  if (phrase.words.length >= shortestPart && text.includes(phrase.words)) {
    return { score: phrase.weight * partFactor, rule: "header_part" };
  }
  return undefined;
}

/** Words that turn a known header into something else lower its score. */
function qualifierFactor(words: readonly string[], phrase: Phrase): number {
  const others = words.filter((word) => !phrase.words.split(" ").includes(word));
  if (others.some((word) => foreignQualifiers.has(word))) return 0.3;
  if (others.some((word) => aspectQualifiers.has(word))) return 0.45;
  if (!others.some((word) => codeQualifiers.has(word)) || phrase.field === "employee_id") return 1;
  return phrase.field === "title" ? 0.45 : 0.6;
}

/** The fields a header may stand for, the best phrase for each. */
export function matchHeader(header: string): HeaderMatch[] {
  const text = headerText(header);
  const words = text.split(" ");
  const best = new Map<RosterField, HeaderMatch>();
  for (const phrase of phrases) {
    const found = phraseScore(text, phrase);
    if (!found) continue;
    const score = found.score * qualifierFactor(words, phrase);
    if (score > (best.get(phrase.field)?.score ?? 0)) {
      best.set(phrase.field, { field: phrase.field, score, rule: found.rule, words: phrase.words });
    }
  }
  return [...best.values()];
}

/** Names, addresses and other data of single people. */
export function isPersonalHeader(header: string): boolean {
  const text = headerText(header);
  if (personal.has(text)) return true;
  const padded = ` ${text} `;
  if (personalWords.some((words) => padded.includes(` ${words} `))) return true;
  const words = text.split(" ");
  const isAboutAPerson = words.includes("name") || words.some((word) => foreignQualifiers.has(word));
  return isAboutAPerson && !matchHeader(header).some((match) => match.score >= clearScore);
}

/**
 * How many different fields, and personal columns as one more, the cells of a row name: what tells a header row
 * from a line of data or a banner.
 */
export function recognisedHeaders(cells: readonly string[]): number {
  const found = new Set<string>();
  for (const cell of cells) {
    if (cell.length > 60 || !/\p{L}/u.test(cell) || headerText(cell).split(" ").length > 5) continue;
    for (const match of matchHeader(cell)) if (match.score >= 0.8) found.add(match.field);
    if (personal.has(headerText(cell))) found.add("personal");
  }
  return found.size;
}
