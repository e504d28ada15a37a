/** Values by id of a task or an occupation. */
export type Values = ReadonlyMap<string, number>;

/** Spearman's rank correlation over the ids that both know; ties take their mean rank. */
export function rankCorrelation(a: Values, b: Values): number {
  const ids = [...a.keys()].filter((id) => b.has(id));
  return correlation(ranksOf(ids.map((id) => a.get(id) ?? 0)), ranksOf(ids.map((id) => b.get(id) ?? 0)));
}

/** Rank from 0 (lowest) to 1 of each id. */
export function percentiles(values: Values): Map<string, number> {
  const ids = [...values.keys()];
  const ranks = ranksOf(ids.map((id) => values.get(id) ?? 0));
  return new Map(ids.map((id, at) => [id, (ranks[at] ?? 0) / Math.max(1, ids.length - 1)]));
}

function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]?.value === order[start]?.value) end++;
    for (let at = start; at <= end; at++) ranks[order[at]?.at ?? 0] = (start + end) / 2;
    start = end + 1;
  }
  return ranks;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [both, ownA, ownB] = [0, 0, 0];
  a.forEach((value, at) => {
    const [left, right] = [value - meanA, (b[at] ?? 0) - meanB];
    both += left * right;
    ownA += left * left;
    ownB += right * right;
  });
  return both / Math.sqrt(ownA * ownB);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

/** Share of the variance that lies between the groups. */
export function shareBetween(values: Values, groupOf: (id: string) => string): number {
  const mean = meanOf([...values.values()]);
  const groups = idsByGroup(values.keys(), groupOf);
  const between = [...groups.values()].reduce(
    (sum, ids) => sum + ids.length * (meanOf(ids.map((id) => values.get(id) ?? 0)) - mean) ** 2,
    0,
  );
  const total = [...values.values()].reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return between / total;
}

export function idsByGroup(ids: Iterable<string>, groupOf: (id: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) groups.set(groupOf(id), [...(groups.get(groupOf(id)) ?? []), id]);
  return groups;
}
