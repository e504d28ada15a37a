import type { ActivityTree } from "@/lib/exposure/exposure-resolution";

/**
 * Mean of a figure over the tasks of one activity, leaning on the activity above where the tasks are few: a DWA on its
 * IWA, an IWA on its GWA, a GWA on the mean of all tasks. Every mean rises with every figure in it.
 */

export interface NeighbourTask {
  readonly taskId: string;
  readonly dwaIds: readonly string[];
}

interface Sum {
  total: number;
  /** Task equivalents: a task with n DWAs counts 1/n in each. */
  weight: number;
}

/** Task equivalents that the activity above counts for. */
const parentWeight = 5;

/**
 * @param figures by task id; a task without one is left out
 * @returns mean by DWA id; undefined where no task of the whole GWA has a figure
 */
export function neighbourMeans(
  tasks: readonly NeighbourTask[],
  figures: ReadonlyMap<string, number>,
  tree: ActivityTree,
): (dwaId: string) => number | undefined {
  const iwaByDwa = new Map(tree.dwas.map((dwa) => [dwa.id, dwa.iwaId]));
  const gwaByIwa = new Map(tree.iwas.map((iwa) => [iwa.id, iwa.gwaId]));
  const sums = sumByActivity(tasks, figures, (dwaId) => lineage(dwaId, iwaByDwa, gwaByIwa));
  const all = sums.get(root);
  if (all === undefined) return () => undefined;
  const means = new Map<string, number | undefined>();
  return (dwaId) => {
    if (!means.has(dwaId)) {
      const line = lineage(dwaId, iwaByDwa, gwaByIwa);
      means.set(dwaId, leaningMean(line, sums, all.total / all.weight));
    }
    return means.get(dwaId);
  };
}

const root = "";

/** From the GWA down to the DWA. */
function lineage(
  dwaId: string,
  iwaByDwa: ReadonlyMap<string, string>,
  gwaByIwa: ReadonlyMap<string, string>,
): string[] {
  const iwaId = iwaByDwa.get(dwaId);
  const gwaId = iwaId === undefined ? undefined : gwaByIwa.get(iwaId);
  return iwaId === undefined || gwaId === undefined ? [] : [gwaId, iwaId, dwaId];
}

function sumByActivity(
  tasks: readonly NeighbourTask[],
  figures: ReadonlyMap<string, number>,
  lineageOf: (dwaId: string) => string[],
): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { taskId, dwaIds } of tasks) {
    const figure = figures.get(taskId);
    if (figure === undefined) continue;
    const weight = 1 / dwaIds.length;
    for (const id of dwaIds.flatMap((dwaId) => [root, ...lineageOf(dwaId)])) {
      const sum = sums.get(id) ?? { total: 0, weight: 0 };
      sums.set(id, sum);
      sum.total += weight * figure;
      sum.weight += weight;
    }
  }
  return sums;
}

function leaningMean(
  line: readonly string[],
  sums: ReadonlyMap<string, Sum>,
  overall: number,
): number | undefined {
  const [gwaId] = line;
  if (gwaId === undefined || !sums.has(gwaId)) return undefined;
  return line.reduce((above, id) => {
    const { total, weight } = sums.get(id) ?? { total: 0, weight: 0 };
    return (total + parentWeight * above) / (weight + parentWeight);
  }, overall);
}
