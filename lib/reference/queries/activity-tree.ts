import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { onetTaskDwas } from "@/db/schema";
import type { ActivityReference } from "@/lib/activities/queries/activity-reference";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getActivityTree } from "@/lib/onet/queries";
import { keptPerRelease } from "@/lib/onet/queries/kept-per-release";
import { TextIndex } from "@/lib/onet/text-index";
import { searchWords } from "@/lib/onet/title-search";
import {
  countBeneath,
  indexTree,
  lineageOf,
  showTree,
  type TaskLink,
  type TreeIndex,
  type TreeView,
  toNode,
} from "../activity-tree";
import { pageOf } from "../page-of";
import { type ActivityTreePage, foundLimit, type NodeFigures, TreeQuery, type UsingTask } from "../schema";
import { type OpenReference, openReference } from "./open-reference";
import { readTaskRows } from "./task-rows";

const tasksPerPage = 50;

interface TreeParts {
  readonly index: TreeIndex;
  readonly links: readonly TaskLink[];
  readonly names: TextIndex;
  /** The ids of the texts of `names`. */
  readonly ids: readonly string[];
}

const keptParts = keptPerRelease<TreeParts>("tree");

function getTreeParts(tx: Tx, release: string): Promise<TreeParts> {
  return keptParts(release, async () => {
    const index = indexTree(await getActivityTree(tx, release));
    const links = await tx
      .select({
        taskId: sql<string>`${onetTaskDwas.taskId}::text`,
        code: onetTaskDwas.code,
        dwaId: onetTaskDwas.dwaId,
      })
      .from(onetTaskDwas)
      .where(eq(onetTaskDwas.release, release))
      .orderBy(asc(onetTaskDwas.code), asc(onetTaskDwas.taskId));
    const elements = [...index.elements.values()];
    const names = await TextIndex.build(
      elements.map(({ name }) => name),
      () => Promise.resolve(),
    );
    return { index, links, names, ids: elements.map(({ id }) => id) };
  });
}

// As long as a reference is kept, so is what follows from it.
const keptFigures = new WeakMap<ActivityReference, ReadonlyMap<string, NodeFigures>>();

function figuresOf(reference: ActivityReference, { index, links }: TreeParts) {
  const known = keptFigures.get(reference);
  if (known !== undefined) return known;
  const figures = countBeneath(index, links, reference.lookup.tasks);
  keptFigures.set(reference, figures);
  return figures;
}

export interface OpenTree {
  readonly view: TreeView;
  readonly parts: TreeParts;
}

/** The tree of the release as one source sees it. */
export async function openTree(tx: Tx, reference: ActivityReference): Promise<OpenTree> {
  const parts = await getTreeParts(tx, reference.release);
  const { lookup } = reference;
  return { view: { index: parts.index, lookup, figures: figuresOf(reference, parts) }, parts };
}

/** The tasks beneath an activity, by occupation and importance as O*NET numbers them, 50 a page. */
export async function listTasksBeneath(
  tx: Tx,
  open: Pick<OpenReference, "facts" | "reference" | "source">,
  { parts }: OpenTree,
  activityId: string,
  page: number,
) {
  const ids = new Set<number>();
  for (const { taskId, dwaId } of parts.links) {
    if (lineageOf(parts.index, dwaId).some(({ id }) => id === activityId)) ids.add(Number(taskId));
  }
  const { rows, ...paging } = pageOf([...ids], page, tasksPerPage);
  const tasks = await readTaskRows(tx, open.reference, open.source, rows);
  return {
    rows: tasks.map(
      (task): UsingTask => ({ ...task, occupationTitle: open.facts.get(task.code)?.title ?? task.code }),
    ),
    ...paging,
  };
}

/** Ids of what a search finds, the best first. */
function findActivities({ names, ids }: TreeParts, text: string): string[] {
  const words = [...new Set(searchWords(text))].slice(0, 12);
  return names
    .find(words)
    .sort((a, b) => b.coverage * (1 + b.fit) - a.coverage * (1 + a.fit) || a.text - b.text)
    .flatMap(({ text: place }) => ids[place] ?? []);
}

/**
 * The work activities of the release in use: all GWAs, what is open below them, or what a search finds with what
 * stands above it.
 * @throws AppError `unavailable` while no reference data is loaded
 */
export async function getActivityTreePage(ctx: Ctx, input: unknown): Promise<ActivityTreePage> {
  authorize(ctx, "reference:read");
  const { q, open: openId = "", page } = TreeQuery.parse(input);
  return inOrg(ctx, async (tx) => {
    const open = await openReference(tx, ctx);
    const tree = await openTree(tx, open.reference);
    const { view, parts } = tree;
    const lineage = lineageOf(parts.index, openId);
    const isAbove = new Set(lineage.map(({ id }) => id));
    const found = q.trim() === "" ? null : findActivities(parts, q);
    const shown = new Set(
      found?.slice(0, foundLimit).flatMap((id) => lineageOf(parts.index, id).map((element) => element.id)),
    );
    const nodes =
      found === null
        ? showTree(
            view,
            (id) => isAbove.has(id),
            () => true,
          )
        : showTree(
            view,
            () => true,
            (id) => shown.has(id),
          );
    const node = toNode(view, openId);
    return {
      release: open.release,
      source: open.source,
      nodes,
      foundCount: found?.length ?? null,
      open:
        node === null
          ? null
          : {
              lineage: lineage.map(({ id, level, name }) => ({ id, level, name })),
              node,
              tasks: node.level === "dwa" ? await listTasksBeneath(tx, open, tree, openId, page) : null,
            },
    };
  });
}
