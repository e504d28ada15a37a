/** Rows under their key, in the order they came. */
export function rowsByKey<R, K, V>(
  rows: readonly R[],
  keyOf: (row: R) => K,
  toValue: (row: R) => V,
): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [toValue(row)]);
    else group.push(toValue(row));
  }
  return groups;
}
