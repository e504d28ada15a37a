import type { TitleClassifier } from "./title-classifier";
import { readFeatures, type TitleFeatures } from "./title-features";
import { fingerprintForms, type TitleForm } from "./title-forms";

/**
 * Trains the linear classifier (multinomial logistic regression, plain stochastic gradient descent) on the title
 * material. Offline only: the product reads the result. Deterministic for the same forms.
 */

export type TrainingOptions = {
  epochs: number;
  learningRate: number;
  /** Share of titles with three or more words of which some words are left out in an epoch. */
  dropShare: number;
  /** Weights nearer to zero than this are not kept. */
  keepAbove: number;
};

const defaultTraining: TrainingOptions = {
  epochs: 5,
  learningRate: 2.4,
  dropShare: 0.4,
  keepAbove: 0.12,
};

const keepWordShare = 0.7;
const smallGradient = 2e-4;
const biasRate = 0.02;
const minUses = 2;
/** The rate falls to this with every example, so that the last ones do not sway the result. */
const leastRate = 0.02;

type Example = { form: TitleForm; target: number; weight: number; features: TitleFeatures };

function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Features used at least twice, numbered in the order of first use. */
function numberFeatures(examples: readonly Example[]): Map<number, number> {
  const uses = new Map<number, number>();
  for (const { features } of examples) {
    for (const id of features.ids) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  const numbers = new Map<number, number>();
  for (const [id, count] of uses) if (count >= minUses) numbers.set(id, numbers.size);
  return numbers;
}

type Vector = { rows: number[]; values: number[] };

function toVector(features: TitleFeatures, numbers: ReadonlyMap<number, number>): Vector {
  const rows: number[] = [];
  const values: number[] = [];
  let sum = 0;
  features.ids.forEach((id, index) => {
    const row = numbers.get(id);
    const value = features.values[index] ?? 0;
    if (row === undefined) return;
    rows.push(row);
    values.push(value);
    sum += value * value;
  });
  const norm = Math.sqrt(sum) || 1;
  return { rows, values: values.map((value) => value / norm) };
}

class Model {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  private readonly chances: Float32Array;
  private readonly moved: Int32Array;

  constructor(
    features: number,
    readonly classes: number,
  ) {
    this.weights = new Float32Array(features * classes);
    this.biases = new Float32Array(classes);
    this.chances = new Float32Array(classes);
    this.moved = new Int32Array(classes);
  }

  /** Fills `chances` with the softmax of the scores. */
  private predict({ rows, values }: Vector): Float32Array {
    const { chances, weights, classes } = this;
    chances.set(this.biases);
    for (let index = 0; index < rows.length; index += 1) {
      const start = (rows[index] ?? 0) * classes;
      const value = values[index] ?? 0;
      for (let k = 0; k < classes; k += 1) chances[k] = (chances[k] ?? 0) + value * (weights[start + k] ?? 0);
    }
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k += 1) highest = Math.max(highest, chances[k] ?? 0);
    let sum = 0;
    for (let k = 0; k < classes; k += 1) {
      const chance = Math.exp((chances[k] ?? 0) - highest);
      chances[k] = chance;
      sum += chance;
    }
    for (let k = 0; k < classes; k += 1) chances[k] = (chances[k] ?? 0) / sum;
    return chances;
  }

  /** Lists in `moved` the classes whose gradient is worth a step; returns their number. */
  private listMoved(gradient: Float32Array): number {
    let count = 0;
    for (let k = 0; k < this.classes; k += 1) {
      if (Math.abs(gradient[k] ?? 0) <= smallGradient) continue;
      this.moved[count] = k;
      count += 1;
    }
    return count;
  }

  private step(into: Float32Array, start: number, gradient: Float32Array, size: number, count: number): void {
    for (let m = 0; m < count; m += 1) {
      const k = this.moved[m] ?? 0;
      into[start + k] = (into[start + k] ?? 0) - size * (gradient[k] ?? 0);
    }
  }

  learn(vector: Vector, target: number, rate: number): void {
    const gradient = this.predict(vector);
    gradient[target] = (gradient[target] ?? 0) - 1;
    const count = this.listMoved(gradient);
    vector.rows.forEach((row, index) => {
      this.step(this.weights, row * this.classes, gradient, rate * (vector.values[index] ?? 0), count);
    });
    this.step(this.biases, 0, gradient, biasRate * rate, count);
  }
}

function dropWords(form: TitleForm, random: () => number): TitleFeatures | null {
  const kept = form.words.filter((word) => word === form.head || random() < keepWordShare);
  return kept.length > 0 ? readFeatures(kept, form.head) : null;
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const held = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = held;
  }
}

/** Keeps the weights that matter, as whole numbers of a per-feature step in ±127. */
function compress(
  model: Model,
  numbers: ReadonlyMap<number, number>,
  socs: readonly string[],
  keepAbove: number,
) {
  const ids = [...numbers.keys()].sort((a, b) => a - b);
  const offsets = new Uint32Array(ids.length + 1);
  const steps = new Float32Array(ids.length);
  const classes: number[] = [];
  const weights: number[] = [];
  ids.forEach((id, index) => {
    const start = (numbers.get(id) ?? 0) * model.classes;
    const row = model.weights.subarray(start, start + model.classes);
    const step = row.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
    steps[index] = step;
    row.forEach((weight, k) => {
      const level = step > 0 ? Math.round(weight / step) : 0;
      if (Math.abs(weight) < keepAbove || level === 0) return;
      classes.push(k);
      weights.push(level);
    });
    offsets[index + 1] = classes.length;
  });
  return {
    socs,
    biases: model.biases,
    ids: Uint32Array.from(ids),
    offsets,
    steps,
    classes: Uint16Array.from(classes),
    weights: Int8Array.from(weights),
  };
}

/** Learns which words speak for which 6-digit occupation. Takes about half a minute. */
export function trainTitleClassifier(
  forms: readonly TitleForm[],
  options: TrainingOptions = defaultTraining,
): TitleClassifier {
  const socs = [...new Set(forms.map((form) => form.code.slice(0, 7)))].sort();
  const targets = new Map(socs.map((soc, index) => [soc, index]));
  const examples = forms.map((form) => ({
    form,
    target: targets.get(form.code.slice(0, 7)) ?? 0,
    weight: form.weight,
    features: readFeatures(form.words, form.head),
  }));
  const numbers = numberFeatures(examples);
  const vectors = examples.map((example) => toVector(example.features, numbers));
  const model = new Model(numbers.size, socs.length);
  const random = seededRandom(7);
  const order = Int32Array.from(examples.keys());
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    for (const [done, index] of order.entries()) {
      const rate = options.learningRate * (1 - (epoch + done / order.length) / options.epochs) + leastRate;
      const example = examples[index];
      let vector = vectors[index];
      if (!example || !vector) continue;
      if (example.form.words.length > 2 && random() < options.dropShare) {
        const fewer = dropWords(example.form, random);
        if (fewer) vector = toVector(fewer, numbers);
      }
      model.learn(vector, example.target, rate * example.weight);
    }
  }
  return { fingerprint: fingerprintForms(forms), ...compress(model, numbers, socs, options.keepAbove) };
}
