import { compareIds } from "@/lib/exposure/exposure-resolution";

/** Finds O*NET activities by the words of their names, for work that a person describes in their own. */

export interface NamedActivity {
  readonly id: string;
  readonly name: string;
}

/** Words that stand in every other name and tell nothing apart. */
const fillers = new Set([
  "a",
  "about",
  "an",
  "and",
  "as",
  "at",
  "by",
  "for",
  "from",
  "in",
  "into",
  "of",
  "on",
  "or",
  "other",
  "the",
  "to",
  "with",
]);

/** "approve", "approving" and "approval" begin alike, as do "invoice" and "invoicing". */
const stemLength = 6;

function stemsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !fillers.has(word)).map(toStem));
}

function toStem(word: string): string {
  const singular = word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
  return singular.slice(0, stemLength);
}

export class ActivityNameIndex {
  readonly #activities: readonly (NamedActivity & { readonly stems: ReadonlySet<string> })[];
  /** Rare words say more: ln(names / names that hold the stem). */
  readonly #rarity: ReadonlyMap<string, number>;

  constructor(activities: readonly NamedActivity[]) {
    this.#activities = activities.map(({ id, name }) => ({ id, name, stems: stemsOf(name) }));
    const counts = new Map<string, number>();
    for (const { stems } of this.#activities) {
      for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    }
    this.#rarity = new Map(
      [...counts].map(([stem, count]) => [stem, Math.log(1 + activities.length / count)]),
    );
  }

  /** The nearest first, ties by id; nothing where no word is shared. */
  nearest(text: string, limit: number): NamedActivity[] {
    const wanted = stemsOf(text);
    return this.#activities
      .map((activity) => ({ activity, likeness: this.#likeness(wanted, activity.stems) }))
      .filter(({ likeness }) => likeness > 0)
      .sort((a, b) => b.likeness - a.likeness || compareIds(a.activity.id, b.activity.id))
      .slice(0, limit)
      .map(({ activity: { id, name } }) => ({ id, name }));
  }

  /** Cosine of the two sets of words, each weighed by its rarity. */
  #likeness(wanted: ReadonlySet<string>, stems: ReadonlySet<string>): number {
    const squares = (set: Iterable<string>) => {
      let sum = 0;
      for (const stem of set) sum += (this.#rarity.get(stem) ?? 0) ** 2;
      return sum;
    };
    const shared = squares([...wanted].filter((stem) => stems.has(stem)));
    return shared === 0 ? 0 : shared / Math.sqrt(squares(wanted) * squares(stems));
  }
}
