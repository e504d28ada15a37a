import { type ExposureLookup, resolveElementExposure } from "@/lib/exposure/exposure-resolution";
import type { ActivityNames } from "@/lib/onet/schema";
import type { ActivityNode, NodeFigures, NodeLevel } from "./schema";

/** O*NET's tree of work activities with what is known of each. */

export interface TaskLink {
  readonly taskId: string;
  readonly code: string;
  readonly dwaId: string;
}

interface TreeElement {
  readonly id: string;
  readonly level: NodeLevel;
  readonly name: string;
  readonly parentId: string | null;
}

/** Elements of a release by id, with the ids of their children. */
export interface TreeIndex {
  readonly elements: ReadonlyMap<string, TreeElement>;
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly gwaIds: readonly string[];
}

export function indexTree(tree: ActivityNames): TreeIndex {
  const elements: TreeElement[] = [
    ...tree.gwas.map(({ id, name }) => ({ id, name, level: "gwa" as const, parentId: null })),
    ...tree.iwas.map(({ id, name, gwaId }) => ({ id, name, level: "iwa" as const, parentId: gwaId })),
    ...tree.dwas.map(({ id, name, iwaId }) => ({ id, name, level: "dwa" as const, parentId: iwaId })),
  ];
  const children = new Map<string, string[]>();
  for (const { id, parentId } of elements) {
    if (parentId !== null) children.set(parentId, [...(children.get(parentId) ?? []), id]);
  }
  return {
    elements: new Map(elements.map((element) => [element.id, element])),
    children,
    gwaIds: tree.gwas.map(({ id }) => id),
  };
}

/** An element with those above it, the highest first; empty for an id that the release does not have. */
export function lineageOf({ elements }: Pick<TreeIndex, "elements">, id: string): TreeElement[] {
  const element = elements.get(id);
  if (element === undefined) return [];
  const above = element.parentId === null ? [] : lineageOf({ elements }, element.parentId);
  return [...above, element];
}

/** Distinct tasks and occupations beneath every element. A task that leads to two activities counts once above both. */
export function countBeneath(
  index: TreeIndex,
  links: readonly TaskLink[],
  scoredTasks: ReadonlyMap<string, number>,
): ReadonlyMap<string, NodeFigures> {
  const sets = new Map<string, { tasks: Set<string>; codes: Set<string> }>();
  for (const { taskId, code, dwaId } of links) {
    for (const { id } of lineageOf(index, dwaId)) {
      const set = sets.get(id) ?? { tasks: new Set(), codes: new Set() };
      sets.set(id, set);
      set.tasks.add(taskId);
      set.codes.add(code);
    }
  }
  return new Map(
    [...sets].map(([id, { tasks, codes }]) => [
      id,
      {
        occupationCount: codes.size,
        taskCount: tasks.size,
        scoredCount: [...tasks].filter((taskId) => scoredTasks.has(taskId)).length,
      },
    ]),
  );
}

const nothingBeneath: NodeFigures = { occupationCount: 0, taskCount: 0, scoredCount: 0 };

export interface TreeView {
  readonly index: TreeIndex;
  readonly lookup: ExposureLookup;
  readonly figures: ReadonlyMap<string, NodeFigures>;
}

export function toNode(view: TreeView, id: string, children?: readonly ActivityNode[]): ActivityNode | null {
  const element = view.index.elements.get(id);
  if (element === undefined) return null;
  return {
    id,
    level: element.level,
    name: element.name,
    ...(view.figures.get(id) ?? nothingBeneath),
    exposure: resolveElementExposure(view.lookup, id),
    childCount: view.index.children.get(id)?.length ?? 0,
    children,
  };
}

/** The nodes whose ids are wanted; those that are open show their children that are. */
export function showTree(
  view: TreeView,
  isOpen: (id: string) => boolean,
  isWanted: (id: string) => boolean,
): ActivityNode[] {
  const show = (ids: readonly string[]): ActivityNode[] =>
    ids.filter(isWanted).flatMap((id) => {
      const children = isOpen(id) ? show(view.index.children.get(id) ?? []) : undefined;
      const node = toNode(view, id, children);
      return node === null ? [] : [node];
    });
  return show(view.index.gwaIds);
}
