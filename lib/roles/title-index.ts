import { indexFeatures, type TitleClassifier } from "./title-classifier";
import { listTitleForms, type TitleForm, type TitlePack } from "./title-forms";
import { buildSpelling, type Spelling } from "./title-spelling";
import { seniorityWords } from "./title-words";

/** What `buildTitleIndex` takes: tables of the reference pack and the classifier trained on its titles. */
export type TitleIndexSource = TitlePack & {
  readonly wages: readonly { readonly soc: string; readonly employment: number | null }[];
  readonly classifier: TitleClassifier;
};

/** Everything the matcher needs, in memory; build once per process or thread (about a second), read only. */
export type TitleIndex = {
  readonly classifier: TitleClassifier;
  readonly featureRows: ReadonlyMap<number, number>;
  /** Per O*NET code: its title. */
  readonly titleByCode: ReadonlyMap<string, string>;
  /** Codes numbered; `socOfCode` gives the classifier's class of each. */
  readonly codes: readonly string[];
  readonly socOfCode: Int32Array;
  /** Per class: the number of its `.00` code, else of its first; -1 where the occupations have none. */
  readonly generalCode: Int32Array;
  /** Score added to an occupation whatever the title: employment, residual, military and absent occupations. */
  readonly priors: Float32Array;
  /** Title documents: distinct sequences of words. Document d has the codes docCodes[docStarts[d] … docStarts[d + 1]). */
  readonly docStarts: Uint32Array;
  readonly docCodes: Uint16Array;
  /** Vote of the document for each of these codes, parallel: less when it has many. */
  readonly docShares: Float32Array;
  readonly docNorms: Float32Array;
  readonly docByKey: ReadonlyMap<string, readonly number[]>;
  /** Word → its documents, ascending. */
  readonly postings: ReadonlyMap<string, Uint32Array>;
  readonly wordWeights: ReadonlyMap<string, number>;
  /** Words that head at least one title. */
  readonly headUses: ReadonlyMap<string, number>;
  readonly spelling: Spelling;
  /** Scratch of one query, zero between queries. */
  readonly similarity: Float32Array;
};

const seniorityFactor = 0.35;
const employmentPull = 0.1;
const residualPenalty = 0.4;
const militaryPenalty = 2.5;
const unknownEmployment = 30_000;

type Document = { words: readonly string[]; weights: Map<number, number> };

function groupDocuments(forms: readonly TitleForm[], codeNumbers: ReadonlyMap<string, number>): Document[] {
  const documents = new Map<string, Document>();
  for (const form of forms) {
    const number = codeNumbers.get(form.code);
    if (number === undefined) continue;
    const key = form.words.join(" ");
    const document = documents.get(key);
    if (document) document.weights.set(number, form.weight);
    else documents.set(key, { words: form.words, weights: new Map([[number, form.weight]]) });
  }
  return [...documents.values()];
}

function countWords(documents: readonly Document[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { words } of documents) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  return uses;
}

function countHeads(forms: readonly TitleForm[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { head } of forms) if (head) uses.set(head, (uses.get(head) ?? 0) + 1);
  return uses;
}

/** The share of the reference titles with this word that it heads, 0–1. */
export function headness(index: TitleIndex, word: string): number {
  const uses = index.postings.get(word)?.length ?? 0;
  return uses > 0 ? Math.min(1, (index.headUses.get(word) ?? 0) / uses) : 0;
}

/** How telling a word is: rare words most, words of rank least. */
function weighWords(uses: ReadonlyMap<string, number>, documents: number): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [word, count] of uses) {
    weights.set(
      word,
      Math.log(1 + documents / (count + 0.5)) * (seniorityWords.has(word) ? seniorityFactor : 1),
    );
  }
  return weights;
}

function buildPostings(
  documents: readonly Document[],
  uses: ReadonlyMap<string, number>,
): Map<string, Uint32Array> {
  const postings = new Map<string, Uint32Array>();
  const filled = new Map<string, number>();
  for (const [word, count] of uses) postings.set(word, new Uint32Array(count));
  documents.forEach(({ words }, number) => {
    for (const word of words) {
      const at = filled.get(word) ?? 0;
      const list = postings.get(word);
      if (list) list[at] = number;
      filled.set(word, at + 1);
    }
  });
  return postings;
}

function readPriors(source: TitleIndexSource): Float32Array {
  const { socs } = source.classifier;
  const employment = new Map<string, number>();
  for (const row of source.wages) {
    if (row.employment !== null && !employment.has(row.soc)) employment.set(row.soc, row.employment);
  }
  const titles = new Map(source.occupations.map(({ code, title }) => [code, title]));
  const present = new Set(source.occupations.map(({ code }) => code.slice(0, 7)));
  return Float32Array.from(socs, (soc) => {
    if (!present.has(soc)) return Number.NEGATIVE_INFINITY;
    const people = employment.get(soc) ?? employment.get(`${soc.slice(0, 6)}0`) ?? unknownEmployment;
    const residual = /all other/i.test(titles.get(`${soc}.00`) ?? "") ? residualPenalty : 0;
    const military = soc.startsWith("55-") ? militaryPenalty : 0;
    return employmentPull * Math.log(people / unknownEmployment) - residual - military;
  });
}

function indexDocuments(documents: readonly Document[]) {
  const starts = new Uint32Array(documents.length + 1);
  const codes: number[] = [];
  const shares: number[] = [];
  const byKey = new Map<string, number[]>();
  documents.forEach((document, number) => {
    const weights = [...document.weights].sort(([a], [b]) => a - b);
    const sum = weights.reduce((total, [, weight]) => total + weight, 0);
    for (const [code, weight] of weights) {
      codes.push(code);
      shares.push(weight / Math.sqrt(sum));
    }
    starts[number + 1] = codes.length;
    const key = [...document.words].sort().join(" ");
    const same = byKey.get(key);
    if (same) same.push(number);
    else byKey.set(key, [number]);
  });
  return {
    docStarts: starts,
    docCodes: Uint16Array.from(codes),
    docShares: Float32Array.from(shares),
    docByKey: byKey,
  };
}

/** Builds the index from the reference pack's rows; their order does not matter. */
export function buildTitleIndex(source: TitleIndexSource): TitleIndex {
  const { classifier } = source;
  const socNumbers = new Map(classifier.socs.map((soc, index) => [soc, index]));
  const codes = source.occupations
    .map((occupation) => occupation.code)
    .filter((code) => socNumbers.has(code.slice(0, 7)))
    .sort();
  const codeNumbers = new Map(codes.map((code, index) => [code, index]));
  const forms = listTitleForms(source);
  const documents = groupDocuments(forms, codeNumbers);
  const uses = countWords(documents);
  const wordWeights = weighWords(uses, documents.length);
  return {
    classifier,
    featureRows: indexFeatures(classifier),
    titleByCode: new Map(source.occupations.map(({ code, title }) => [code, title])),
    codes,
    socOfCode: Int32Array.from(codes, (code) => socNumbers.get(code.slice(0, 7)) ?? 0),
    generalCode: Int32Array.from(
      classifier.socs,
      (soc) => codeNumbers.get(`${soc}.00`) ?? codes.findIndex((code) => code.startsWith(soc)),
    ),
    priors: readPriors(source),
    ...indexDocuments(documents),
    docNorms: Float32Array.from(documents, ({ words }) =>
      Math.sqrt(words.reduce((sum, word) => sum + (wordWeights.get(word) ?? 0) ** 2, 0)),
    ),
    postings: buildPostings(documents, uses),
    wordWeights,
    headUses: countHeads(forms),
    spelling: buildSpelling(uses),
    similarity: new Float32Array(documents.length),
  };
}
