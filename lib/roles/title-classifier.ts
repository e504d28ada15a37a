import type { TitleFeatures } from "./title-features";

/**
 * A linear classifier from title features to 6-digit occupations, with few weights per feature. Trained offline by
 * `title-trainer.ts`; this file only scores and packs it.
 */
export type TitleClassifier = {
  /** `fingerprintForms` of the titles it was trained on. */
  readonly fingerprint: number;
  readonly socs: readonly string[];
  readonly biases: Float32Array;
  /** Hashed feature names, ascending; the weights of feature i are the entries offsets[i] to offsets[i + 1], by class. */
  readonly ids: Uint32Array;
  readonly offsets: Uint32Array;
  /** What one unit of a weight of this feature is worth. */
  readonly steps: Float32Array;
  readonly classes: Uint16Array;
  readonly weights: Int8Array;
};

/** Feature → its row, built once per classifier. */
export function indexFeatures(classifier: TitleClassifier): Map<number, number> {
  const rows = new Map<number, number>();
  classifier.ids.forEach((id, row) => {
    rows.set(id, row);
  });
  return rows;
}

/** Features that the classifier knows, with the strength of all features and of these. */
function findKnown(rows: ReadonlyMap<number, number>, { ids, values }: TitleFeatures) {
  const found: { row: number; value: number }[] = [];
  let known = 0;
  let all = 0;
  ids.forEach((id, index) => {
    const value = values[index] ?? 0;
    const row = rows.get(id);
    all += value * value;
    if (row === undefined) return;
    known += value * value;
    found.push({ row, value });
  });
  return { found, known, all };
}

/** Sets `scores` to the score of every occupation, in the order of `socs`; returns the share of strength that is known. */
export function scoreFeatures(
  classifier: TitleClassifier,
  rows: ReadonlyMap<number, number>,
  features: TitleFeatures,
  scores: Float64Array,
): number {
  scores.set(classifier.biases);
  const { found, known, all } = findKnown(rows, features);
  const norm = Math.sqrt(known) || 1;
  const { offsets, steps, classes, weights } = classifier;
  for (const { row, value } of found) {
    const unit = (value / norm) * (steps[row] ?? 0);
    const end = offsets[row + 1] ?? 0;
    for (let entry = offsets[row] ?? 0; entry < end; entry += 1) {
      const k = classes[entry] ?? 0;
      scores[k] = (scores[k] ?? 0) + unit * (weights[entry] ?? 0);
    }
  }
  return all > 0 ? known / all : 0;
}

/** The first entry from `start` up to `end` whose class is not below `soc`; the classes of a feature ascend. */
function findClass(classes: Uint16Array, start: number, end: number, soc: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((classes[middle] ?? 0) < soc) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What the features add to one occupation, before the whole title is brought to unit length. */
export function weightFor(
  classifier: TitleClassifier,
  rows: ReadonlyMap<number, number>,
  features: TitleFeatures,
  soc: number,
): number {
  const { offsets, steps, classes, weights } = classifier;
  let sum = 0;
  features.ids.forEach((id, index) => {
    const row = rows.get(id);
    if (row === undefined) return;
    const entry = findClass(classes, offsets[row] ?? 0, offsets[row + 1] ?? 0, soc);
    if (entry === offsets[row + 1] || classes[entry] !== soc) return;
    sum += (features.values[index] ?? 0) * (steps[row] ?? 0) * (weights[entry] ?? 0);
  });
  return sum;
}

const magic = 0x4f505443;
const headerNumbers = 6;

/** One buffer: header of six numbers, then the arrays, four-byte ones first. Little-endian. */
export function packClassifier(classifier: TitleClassifier): Uint8Array {
  const names = new TextEncoder().encode(classifier.socs.join("\n"));
  const header = Uint32Array.of(
    magic,
    classifier.fingerprint,
    classifier.socs.length,
    classifier.ids.length,
    classifier.classes.length,
    names.length,
  );
  const parts = [
    header,
    classifier.biases,
    classifier.ids,
    classifier.offsets,
    classifier.steps,
    classifier.classes,
    classifier.weights,
    names,
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/** @throws RangeError or TypeError when the bytes are not those of `packClassifier`. */
export function unpackClassifier(bytes: Uint8Array): TitleClassifier {
  const { buffer } = bytes.slice();
  const [mark, fingerprint = 0, socCount = 0, featureCount = 0, entryCount = 0, nameBytes = 0] =
    new Uint32Array(buffer, 0, headerNumbers);
  if (mark !== magic) throw new TypeError("These bytes are no title classifier.");
  let at = headerNumbers * 4;
  const take = <T>(make: (offset: number) => T, size: number): T => {
    const part = make(at);
    at += size;
    return part;
  };
  const biases = take((offset) => new Float32Array(buffer, offset, socCount), socCount * 4);
  const ids = take((offset) => new Uint32Array(buffer, offset, featureCount), featureCount * 4);
  const offsets = take((offset) => new Uint32Array(buffer, offset, featureCount + 1), featureCount * 4 + 4);
  const steps = take((offset) => new Float32Array(buffer, offset, featureCount), featureCount * 4);
  const classes = take((offset) => new Uint16Array(buffer, offset, entryCount), entryCount * 2);
  const weights = take((offset) => new Int8Array(buffer, offset, entryCount), entryCount);
  const socs = new TextDecoder().decode(new Uint8Array(buffer, at, nameBytes)).split("\n");
  return { fingerprint, socs, biases, ids, offsets, steps, classes, weights };
}
