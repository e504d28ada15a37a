/** The words of the title material with how often each is used; finds the known word a writer meant. */
export type Spelling = {
  readonly uses: ReadonlyMap<string, number>;
  /** Word without one letter (or whole) → words it may come from. */
  readonly deletions: ReadonlyMap<string, readonly string[]>;
};

const minLength = 4;
const longWord = 8;
const minCompoundUses = 8;
const minTargetUses = 2;

/** The word itself and every way of leaving one of its letters out. */
function withoutOneLetter(word: string): string[] {
  const forms = [word];
  for (let index = 0; index < word.length; index += 1)
    forms.push(word.slice(0, index) + word.slice(index + 1));
  return forms;
}

export function buildSpelling(uses: ReadonlyMap<string, number>): Spelling {
  const deletions = new Map<string, string[]>();
  for (const [word, count] of uses) {
    if (word.length < minLength || count < minTargetUses) continue;
    for (const form of withoutOneLetter(word)) {
      const sources = deletions.get(form);
      if (!sources) deletions.set(form, [word]);
      else if (sources.at(-1) !== word) sources.push(word);
    }
  }
  return { uses, deletions };
}

function isSwap(a: string, b: string, i: number, j: number): boolean {
  return i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
}

/** Letters to add, drop, replace or swap with a neighbour to turn one word into the other (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  const at = (row: readonly number[], j: number) => row[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = isSwap(a, b, i, j) ? at(beforePrevious, j - 2) + 1 : replaced;
      current.push(Math.min(at(previous, j) + 1, at(current, j - 1) + 1, replaced, swapped));
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function splitCompound(word: string, uses: ReadonlyMap<string, number>): string[] | null {
  let best: string[] | null = null;
  let bestUses = minCompoundUses - 1;
  for (let cut = 3; cut <= word.length - 3; cut += 1) {
    const parts = [word.slice(0, cut), word.slice(cut)];
    const weakest = Math.min(...parts.map((part) => uses.get(part) ?? 0));
    if (weakest > bestUses) {
      best = parts;
      bestUses = weakest;
    }
  }
  return best;
}

function nearestWord({ uses, deletions }: Spelling, word: string): string | null {
  const limit = word.length >= longWord ? 2 : 1;
  const candidates = new Set<string>();
  for (const form of withoutOneLetter(word)) {
    for (const source of deletions.get(form) ?? []) candidates.add(source);
  }
  let best: string | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate);
    if (distance > limit) continue;
    const firstLetter = candidate[0] === word[0] ? 0 : 0.5;
    const rank = distance + firstLetter - Math.min(0.4, Math.log1p(uses.get(candidate) ?? 0) / 20);
    if (rank < bestRank || (rank === bestRank && best !== null && candidate < best)) {
      best = candidate;
      bestRank = rank;
    }
  }
  return best;
}

/** The known words that an unknown one stands for: two of a compound, or the nearest in spelling; else itself. */
export function correctWord(spelling: Spelling, word: string): readonly string[] {
  if (spelling.uses.has(word) || word.length < minLength + 1) return [word];
  const compound = splitCompound(word, spelling.uses);
  const nearest = nearestWord(spelling, word);
  if (nearest && editDistance(word, nearest) <= 1) return [nearest];
  if (compound) return compound;
  return [nearest ?? word];
}
