import type { TitleKind } from "@/db/enums";
import type { OccupationHit } from "./schema";
import { TextIndex, type TextMatch } from "./text-index";
import { parseTitleSearch, tellingWords } from "./title-search";

/** What the search is built from; the order of the rows does not matter. */
export interface SearchableRelease {
  readonly occupations: readonly {
    readonly code: string;
    readonly title: string;
    /** People in it; null where that is not known. */
    readonly employment: number | null;
  }[];
  readonly titles: readonly { readonly code: string; readonly title: string; readonly kind: TitleKind }[];
}

export interface RankedHit extends OccupationHit {
  /** Comparable within one search; falls with the place in the list. */
  readonly score: number;
}

type MatchKind = "occupation" | TitleKind;

/** How much a title of this kind says about the occupation. */
const kindFactors: Readonly<Record<MatchKind, number>> = {
  occupation: 1,
  reported: 0.93,
  short: 0.93,
  alternate: 0.88,
};
/** An own title, word for word, comes before everything. */
const ownTitleBonus = 1;
const fitPart = 0.35;
/** A title that holds all the words is the better for as many of its occupation's titles doing so. */
const commonPart = 0.15;
const employmentPart = 0.06;
const usualEmployment = 30_000;

interface Title {
  readonly occupation: number;
  readonly text: string;
  readonly kind: MatchKind;
}

interface Found {
  score: number;
  /** The title to name as the reason. */
  title: Title;
  titleCount: number;
}

/** Occupations of a release by title, alternate title or code. About 60,000 titles: build once, keep. */
export class OccupationSearch {
  readonly #occupations: SearchableRelease["occupations"];
  readonly #titles: readonly Title[];
  readonly #titleCounts: readonly number[];
  readonly #ownTitles: ReadonlyMap<string, number>;
  readonly #index: TextIndex;

  private constructor(
    occupations: SearchableRelease["occupations"],
    titles: readonly Title[],
    index: TextIndex,
  ) {
    this.#occupations = occupations;
    this.#titles = titles;
    this.#index = index;
    const counts = new Array<number>(occupations.length).fill(0);
    for (const { occupation } of titles) counts[occupation] = (counts[occupation] ?? 0) + 1;
    this.#titleCounts = counts;
    this.#ownTitles = new Map(occupations.map(({ title }, number) => [keyOf(tellingWords(title)), number]));
  }

  static async build(release: SearchableRelease, pause: () => Promise<void>): Promise<OccupationSearch> {
    const occupations = release.occupations.toSorted((a, b) => (a.code < b.code ? -1 : 1));
    const titles = listTitles(occupations, release.titles);
    const index = await TextIndex.build(
      titles.map(({ text }) => text),
      pause,
    );
    return new OccupationSearch(occupations, titles, index);
  }

  /**
   * Every occupation that the text may mean, the best first: one with a title that holds all its words (each perhaps
   * unfinished or misspelt), else with most of them; or, when it is the beginning of a code, those codes. No sign acts
   * as a wildcard, and a text without a letter or digit finds nothing.
   */
  find(text: string): RankedHit[] {
    const search = parseTitleSearch(text);
    if (search === null) return [];
    return search.kind === "code" ? this.#findCode(search.digits) : this.#findWords(search.words);
  }

  #findCode(digits: string): RankedHit[] {
    return this.#occupations
      .filter(({ code }) => code.replace(/\D/g, "").startsWith(digits))
      .map(({ code, title }, place) => ({
        code,
        title,
        matchedTitle: null,
        matchedKind: "code",
        score: -place,
      }));
  }

  #findWords(words: readonly string[]): RankedHit[] {
    const found = new Map<number, Found>();
    for (const match of this.#index.find(words)) {
      const title = this.#titles[match.text];
      if (title !== undefined) add(found, title, titleScore(match, title.kind));
    }
    const named = this.#ownTitles.get(keyOf(words));
    return [...found]
      .map(([occupation, { score, title, titleCount }]) => {
        const own = occupation === named ? ownTitleBonus : 0;
        const common = titleCount / (this.#titleCounts[occupation] ?? 1);
        return this.#toHit(occupation, title, score + own + commonPart * common);
      })
      .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
  }

  #toHit(occupation: number, matched: Title, relevance: number): RankedHit {
    const { code = "", title = "", employment = null } = this.#occupations[occupation] ?? {};
    const isOwn = matched.kind === "occupation";
    return {
      code,
      title,
      matchedTitle: isOwn ? null : matched.text,
      matchedKind: matched.kind,
      score: relevance + employmentPart * Math.log10((employment ?? usualEmployment) / usualEmployment),
    };
  }
}

function keyOf(words: readonly string[]): string {
  return [...new Set(words)].sort().join(" ");
}

function titleScore({ coverage, fit }: TextMatch, kind: MatchKind): number {
  return coverage * (1 - fitPart + fitPart * fit) * kindFactors[kind];
}

/** The best title counts; the occupation's own is named as the reason where it is found as well. */
function add(found: Map<number, Found>, title: Title, score: number): void {
  const known = found.get(title.occupation);
  if (known === undefined) {
    found.set(title.occupation, { score, title, titleCount: 1 });
    return;
  }
  known.titleCount += 1;
  if (isTelling(title, score, known)) known.title = title;
  known.score = Math.max(known.score, score);
}

/** Own titles first, then the better match; of equals the shorter, then the earlier in the alphabet. */
function isTelling(title: Title, score: number, known: Found): boolean {
  if (known.title.kind === "occupation" || title.kind === "occupation") return title.kind === "occupation";
  if (score !== known.score) return score > known.score;
  const byLength = title.text.length - known.title.text.length;
  return byLength !== 0 ? byLength < 0 : title.text < known.title.text;
}

/** Each wording of an occupation once, under the kind that says most. */
function listTitles(
  occupations: SearchableRelease["occupations"],
  others: SearchableRelease["titles"],
): Title[] {
  const numbers = new Map(occupations.map(({ code }, number) => [code, number]));
  const titles = new Map<string, Title>();
  const add = (title: Title) => {
    const key = `${title.occupation} ${title.text.toLowerCase()}`;
    const known = titles.get(key);
    if (known === undefined || kindFactors[title.kind] > kindFactors[known.kind]) titles.set(key, title);
  };
  occupations.forEach(({ title }, occupation) => {
    add({ occupation, text: title, kind: "occupation" });
  });
  for (const { code, title, kind } of others) {
    const occupation = numbers.get(code);
    if (occupation !== undefined) add({ occupation, text: title, kind });
  }
  return [...titles.values()];
}
