import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { exposureScores } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { searchOccupations } from "@/lib/onet/queries/search-occupations";
import type { OccupationHit } from "@/lib/onet/schema";
import type { ExposureElement, ExposureLookup } from "../exposure-resolution";
import { elementOf, OverrideQuery } from "../override-filters";
import type { FoundElement, NamedElement, OpenElement, OverrideNote, ScoredCount } from "../schema";
import { getDefaultLookup, sourceSays } from "./default-lookup";
import { getDefaultSource } from "./default-source";
import { listTasksOf, nameElements, searchActivities } from "./elements";
import { listOverridesInForce } from "./overrides-in-force";
import { countTasksBeneath } from "./scored-tasks";

const foundLimit = 30;
const occupationLimit = 10;

export interface FoundElements {
  readonly items: readonly FoundElement[];
  /** Of activities, those the words fit; more than are listed. */
  readonly total: number;
  /** For tasks: the occupations the words fit, to choose from. */
  readonly occupations: readonly OccupationHit[];
}

const nothing: FoundElements = { items: [], total: 0, occupations: [] };

interface Sight {
  readonly lookup: ExposureLookup | null;
  readonly overrides: readonly OverrideNote[];
}

async function lookAt(tx: Tx, ctx: Ctx, release: string): Promise<Sight> {
  return {
    lookup: await getDefaultLookup(tx, ctx, release),
    overrides: await listOverridesInForce(tx, ctx, release),
  };
}

function toFound(element: NamedElement, { lookup, overrides }: Sight): FoundElement {
  const { level, elementId } = element;
  return {
    ...element,
    source: sourceSays(lookup, element),
    override: overrides.find((note) => note.level === level && note.elementId === elementId) ?? null,
  };
}

/** Elements of the release in use that an override may be set on: activities by their names, tasks by occupation. */
export async function findElements(ctx: Ctx, input: unknown): Promise<FoundElements> {
  authorize(ctx, "reference:choose");
  const { level, find, occupation } = OverrideQuery.parse(input);
  const words = find.trim().split(/\s+/).filter(Boolean).slice(0, 12);
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    if (level === "task") {
      const occupations = words.length > 0 ? await searchOccupations(tx, release, find, occupationLimit) : [];
      if (occupation === undefined) return { ...nothing, occupations };
      const tasks = await listTasksOf(tx, release, occupation);
      const sight = await lookAt(tx, ctx, release);
      return { items: tasks.map((task) => toFound(task, sight)), total: tasks.length, occupations };
    }
    if (words.length === 0) return nothing;
    const { items, total } = await searchActivities(tx, release, level, words, foundLimit);
    const sight = await lookAt(tx, ctx, release);
    return { items: items.map((item) => toFound(item, sight)), total, occupations: [] };
  });
}

/**
 * The element that a link names, with what stands on it.
 * @throws AppError `not_found` when the release in use does not have it
 */
export async function getOpenElement(ctx: Ctx, input: unknown): Promise<OpenElement> {
  authorize(ctx, "reference:choose");
  const element = elementOf(OverrideQuery.parse(input));
  if (element === null) throw notFound("element");
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const named = (await nameElements(tx, release, element.level, [element.elementId])).get(
      element.elementId,
    );
    if (!named) throw notFound("element of the release in use");
    const sight = await lookAt(tx, ctx, release);
    return {
      ...toFound(named, sight),
      within: await listAbove(tx, release, element, sight.lookup),
      ...(await readSourceRow(tx, ctx, release, element)),
    };
  });
}

async function listAbove(
  tx: Tx,
  release: string,
  { elementId }: ExposureElement,
  lookup: ExposureLookup | null,
): Promise<string[]> {
  const iwaId = lookup?.iwaByDwa.get(elementId);
  const gwaId = lookup?.gwaByIwa.get(iwaId ?? elementId);
  const iwas = await nameElements(tx, release, "iwa", iwaId === undefined ? [] : [iwaId]);
  const gwas = await nameElements(tx, release, "gwa", gwaId === undefined ? [] : [gwaId]);
  return [...iwas.values(), ...gwas.values()].flatMap(({ name }) => name ?? []);
}

async function readSourceRow(
  tx: Tx,
  ctx: Ctx,
  release: string,
  { level, elementId }: ExposureElement,
): Promise<{ label: string | null; rationale: string | null; tasks: ScoredCount | null }> {
  const { present } = await getDefaultSource(tx, ctx);
  if (!present) return { label: null, rationale: null, tasks: null };
  const { source, version } = present;
  const [row] = await tx
    .select({ label: sql<string>`${exposureScores.class}`, rationale: exposureScores.rationale })
    .from(exposureScores)
    .where(
      and(
        eq(exposureScores.source, source),
        eq(exposureScores.version, version),
        eq(exposureScores.level, level),
        eq(exposureScores.elementId, elementId),
      ),
    );
  return {
    label: row?.label ?? null,
    rationale: row?.rationale ?? null,
    tasks:
      level === "task" ? null : await countTasksBeneath(tx, { release, source, version }, level, elementId),
  };
}
