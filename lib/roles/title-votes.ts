import type { TitleIndex } from "./title-index";

/** What the reference titles nearest to a title say. */
export type TitleVotes = {
  /** Per numbered code, not normalised. */
  readonly byCode: ReadonlyMap<number, number>;
  /** Cosine of the nearest reference title, 0–1. */
  readonly nearest: number;
  /** The words are those of a reference title, in any order. */
  readonly exact: boolean;
};

const votePower = 4;
const nearShare = 0.55;
const exactVote = 3;

function addDocument(index: TitleIndex, document: number, vote: number, byCode: Map<number, number>): void {
  const start = index.docStarts[document] ?? 0;
  const end = index.docStarts[document + 1] ?? start;
  const share = vote / Math.sqrt(Math.max(1, end - start));
  for (let at = start; at < end; at += 1) {
    const code = index.docCodes[at] ?? 0;
    byCode.set(code, (byCode.get(code) ?? 0) + share);
  }
}

/** Reference titles that share words vote for their codes, the nearer the more; same words count as the best neighbour. */
export function voteByTitles(index: TitleIndex, words: readonly string[]): TitleVotes {
  const byCode = new Map<number, number>();
  const { similarity, docNorms } = index;
  const touched: number[] = [];
  let norm = 0;
  for (const word of words) {
    const weight = index.wordWeights.get(word) ?? 0;
    norm += weight * weight;
    for (const document of index.postings.get(word) ?? []) {
      if (similarity[document] === 0) touched.push(document);
      similarity[document] = (similarity[document] ?? 0) + weight * weight;
    }
  }
  norm = Math.sqrt(norm) || 1;
  let nearest = 0;
  for (const document of touched) {
    const cosine = (similarity[document] ?? 0) / (norm * (docNorms[document] || 1));
    similarity[document] = cosine;
    nearest = Math.max(nearest, cosine);
  }
  touched.sort((a, b) => a - b);
  for (const document of touched) {
    const cosine = similarity[document] ?? 0;
    if (cosine >= nearest * nearShare) addDocument(index, document, cosine ** votePower, byCode);
    similarity[document] = 0;
  }
  const same = index.docByKey.get([...words].sort().join(" ")) ?? [];
  for (const document of same) addDocument(index, document, exactVote, byCode);
  return { byCode, nearest: Math.min(1, nearest), exact: same.length > 0 };
}
