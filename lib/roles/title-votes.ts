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
const noDocuments = new Uint32Array(0);

function addDocument(index: TitleIndex, document: number, vote: number, byCode: Map<number, number>): void {
  const end = index.docStarts[document + 1] ?? 0;
  for (let at = index.docStarts[document] ?? end; at < end; at += 1) {
    const code = index.docCodes[at] ?? 0;
    byCode.set(code, (byCode.get(code) ?? 0) + vote * (index.docShares[at] ?? 0));
  }
}

/** Fills `index.similarity` for the documents that share a word; returns these in an order that the words decide. */
function findSimilar(index: TitleIndex, words: readonly string[]): number[] {
  const { similarity, docNorms } = index;
  const touched: number[] = [];
  let norm = 0;
  for (const word of words) {
    const weight = (index.wordWeights.get(word) ?? 0) ** 2;
    norm += weight;
    for (const document of index.postings.get(word) ?? noDocuments) {
      const before = similarity[document] ?? 0;
      if (before === 0) touched.push(document);
      similarity[document] = before + weight;
    }
  }
  const length = Math.sqrt(norm) || 1;
  for (const document of touched) {
    similarity[document] = (similarity[document] ?? 0) / (length * (docNorms[document] || 1));
  }
  return touched;
}

/** Reference titles that share words vote for their codes, the nearer the more; the same words vote most. */
export function voteByTitles(index: TitleIndex, words: readonly string[]): TitleVotes {
  const byCode = new Map<number, number>();
  const { similarity } = index;
  const touched = findSimilar(index, words);
  const nearest = touched.reduce((most, document) => Math.max(most, similarity[document] ?? 0), 0);
  for (const document of touched) {
    const cosine = similarity[document] ?? 0;
    if (cosine >= nearest * nearShare) addDocument(index, document, cosine ** votePower, byCode);
    similarity[document] = 0;
  }
  const same = index.docByKey.get([...words].sort().join(" ")) ?? [];
  for (const document of same) addDocument(index, document, exactVote, byCode);
  return { byCode, nearest: Math.min(1, nearest), exact: same.length > 0 };
}
