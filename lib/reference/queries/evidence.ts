import "server-only";
import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { exposureLevels } from "@/db/enums";
import { exposureScores, exposureSources } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { resolveElementExposure } from "@/lib/exposure/exposure-resolution";
import { findNote, indexNotes } from "@/lib/exposure/queries/exposure-bases";
import type { OverrideNote } from "@/lib/exposure/schema";
import { lineageOf } from "../activity-tree";
import {
  type EvidenceElement,
  type EvidencePage,
  EvidenceQuery,
  type OccupationName,
  type ShownExposure,
  type SourceScore,
} from "../schema";
import { listTasksBeneath, type OpenTree, openTree } from "./activity-tree";
import { type OpenReference, openReferenceThrough } from "./open-reference";
import { readTaskRows } from "./task-rows";

const EvidenceInput = EvidenceQuery.extend({
  level: z.enum(exposureLevels),
  id: z
    .string()
    .max(60)
    .regex(/^[\w.]+$/),
});

interface Element {
  readonly name: string | null;
  readonly occupation: OccupationName | null;
  readonly above: EvidencePage["above"];
  readonly exposure: ShownExposure | null;
}

/** What the element is, and what it comes to under a source. Undefined for what the release does not have. */
async function findElement(
  tx: Tx,
  open: OpenReference,
  tree: OpenTree,
  { level, id }: EvidenceElement,
): Promise<Element | undefined> {
  const { index } = tree.parts;
  if (level === "task") return findTask(tx, open, tree, id);
  const lineage = lineageOf(index, id);
  const element = lineage.at(-1);
  if (element?.level !== level) return undefined;
  return {
    name: element.name,
    occupation: null,
    above: lineage.slice(0, -1).reverse(),
    exposure: resolveElementExposure(open.reference.lookup, id),
  };
}

async function findTask(
  tx: Tx,
  open: OpenReference,
  { parts }: OpenTree,
  id: string,
): Promise<Element | undefined> {
  // Task ids are integers of four bytes.
  if (!/^\d{1,9}$/.test(id)) return undefined;
  const [task] = await readTaskRows(tx, open.reference, open.source, [Number(id)]);
  if (task === undefined) return undefined;
  const lineages = task.activities.flatMap((activity) => lineageOf(parts.index, activity.id).reverse());
  return {
    name: task.statement,
    occupation: { code: task.code, title: open.facts.get(task.code)?.title ?? task.code },
    above: [...new Map(lineages.map((element) => [element.id, element])).values()],
    exposure: task.exposure,
  };
}

function listScores(tx: Tx, where: SQL | undefined) {
  return tx
    .select({
      source: {
        source: exposureSources.source,
        version: exposureSources.version,
        name: exposureSources.name,
      },
      level: exposureScores.level,
      elementId: exposureScores.elementId,
      value: exposureScores.value,
      label: exposureScores.class,
      rationale: exposureScores.rationale,
    })
    .from(exposureScores)
    .innerJoin(
      exposureSources,
      and(
        eq(exposureSources.source, exposureScores.source),
        eq(exposureSources.version, exposureScores.version),
      ),
    )
    .where(where)
    .orderBy(asc(exposureSources.name), asc(exposureSources.version));
}

const isElement = ({ level, id }: EvidenceElement) =>
  and(eq(exposureScores.level, level), eq(exposureScores.elementId, id));

/**
 * Where the exposure of one task or activity comes from, down to the rows of the source.
 * @throws AppError `not_found`; `unavailable` while no reference data is loaded
 */
export async function getEvidence(ctx: Ctx, input: unknown): Promise<EvidencePage> {
  authorize(ctx, "reference:read");
  const { level, id, source: wanted, page } = EvidenceInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const open = await openReferenceThrough(tx, ctx, wanted);
    const { source, sources, release } = open;
    const tree = await openTree(tx, open.reference);
    const found = await findElement(tx, open, tree, { level, id });
    if (found === undefined) throw notFound("task or activity");
    const places: EvidenceElement[] = [{ level, id }, ...found.above];
    const nameOf = new Map([
      [id, found.name ?? id],
      ...found.above.map((one) => [one.id, one.name] as const),
    ]);
    const named = <R extends { elementId: string }>(rows: readonly R[]) =>
      rows.map((row) => ({ ...row, elementName: nameOf.get(row.elementId) ?? row.elementId }));
    const ofSource = and(
      eq(exposureScores.source, source.source),
      eq(exposureScores.version, source.version),
    );
    const scores: SourceScore[] = named(await listScores(tx, and(ofSource, or(...places.map(isElement)))));
    const others: SourceScore[] = named(
      await listScores(tx, and(isElement({ level, id }), sql`not (${ofSource})`)),
    );
    const order = new Map(places.map((place, index) => [place.id, index]));
    return {
      release,
      element: { level, id, name: found.name },
      occupation: found.occupation,
      above: found.above.map((one) => ({ level: one.level, id: one.id, name: one.name })),
      source,
      sources,
      exposure: found.exposure,
      overrides: decidingOverrides(open, { level, id }, found.above),
      scores: scores.sort((x, y) => (order.get(x.elementId) ?? 0) - (order.get(y.elementId) ?? 0)),
      others,
      beneath: level === "task" ? null : await readBeneath(tx, open, tree, id, page),
    };
  });
}

/** The organization's own figures that decide; those of a task may differ between the activities it leads to. */
function decidingOverrides(
  { overrides, reference: { lookup } }: OpenReference,
  { level, id }: EvidenceElement,
  above: Element["above"],
): OverrideNote[] {
  const notes = indexNotes(overrides);
  const found =
    level === "task"
      ? above.filter((one) => one.level === "dwa").map((activity) => findNote(lookup, notes, activity.id, id))
      : [findNote(lookup, notes, id)];
  return [...new Set(found)].filter((note) => note !== null);
}

async function readBeneath(tx: Tx, open: OpenReference, tree: OpenTree, id: string, page: number) {
  const figures = tree.view.figures.get(id);
  if (figures === undefined) return null;
  return { ...figures, tasks: await listTasksBeneath(tx, open, tree, id, page) };
}
