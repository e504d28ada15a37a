import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { onetOccupations, onetRelatedOccupations, onetTasks, onetTitles } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { findSiblings } from "@/lib/onet/codes";
import { keptPerRelease } from "@/lib/onet/queries/kept-per-release";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { searchOccupations } from "@/lib/onet/queries/search-occupations";
import { rowsByKey } from "@/lib/onet/rows-by-key";
import type { ProfiledSibling, UndescribedOccupation } from "@/lib/roles/panel-schema";
import { normaliseTitle } from "@/lib/roles/title-normaliser";
import { FindSiblingsInput } from "../schema";
import { rankSiblings, type SiblingToRank } from "../sibling-ranking";

const offered = 5;
const kept = keptPerRelease<readonly string[]>("described codes");

/** Codes of the occupations that O*NET describes by tasks. */
function getDescribedCodes(tx: Tx, release: string): Promise<readonly string[]> {
  return kept(release, async () => {
    const rows = await tx
      .selectDistinct({ code: onetTasks.code })
      .from(onetTasks)
      .where(eq(onetTasks.release, release))
      .orderBy(asc(onetTasks.code));
    return rows.map(({ code }) => code);
  });
}

/** Every title that the occupations go by, as word lists. */
async function getTitleWords(
  tx: Tx,
  release: string,
  codes: readonly string[],
): Promise<Map<string, string[][]>> {
  const rows = await tx
    .select({ code: onetTitles.code, title: onetTitles.title })
    .from(onetTitles)
    .where(and(eq(onetTitles.release, release), inArray(onetTitles.code, [...codes])));
  return rowsByKey(
    rows,
    ({ code }) => code,
    ({ title }) => [...normaliseTitle(title).words],
  );
}

interface Asked {
  readonly release: string;
  /** The role's title. */
  readonly title: string;
  /** What the matcher found, the best first. */
  readonly candidateCodes: readonly string[];
}

async function rankFor(
  tx: Tx,
  code: string,
  { release, title, candidateCodes }: Asked,
  described: readonly string[],
): Promise<ProfiledSibling[]> {
  const isDescribed = new Set(described);
  const related = await tx
    .select({ code: onetRelatedOccupations.relatedCode })
    .from(onetRelatedOccupations)
    .where(and(eq(onetRelatedOccupations.release, release), eq(onetRelatedOccupations.code, code)));
  const why = new Map<string, ProfiledSibling["why"]>();
  for (const each of related) why.set(each.code, "related");
  for (const sibling of findSiblings(code, described)?.codes ?? []) why.set(sibling, "sibling");
  for (const hit of await searchOccupations(tx, release, title, offered)) why.set(hit.code, "title");
  for (const candidate of candidateCodes) why.set(candidate, "candidate");
  const codes = [...why.keys()].filter((each) => isDescribed.has(each));
  if (codes.length === 0) return [];
  const occupations = await tx
    .select({ code: onetOccupations.code, title: onetOccupations.title })
    .from(onetOccupations)
    .where(and(eq(onetOccupations.release, release), inArray(onetOccupations.code, codes)));
  const titles = await getTitleWords(tx, release, codes);
  const siblings = occupations.map(
    (occupation): SiblingToRank => ({
      ...occupation,
      why: why.get(occupation.code) ?? "sibling",
      titles: [[...normaliseTitle(occupation.title).words], ...(titles.get(occupation.code) ?? [])],
    }),
  );
  return rankSiblings(normaliseTitle(title).words, siblings, offered);
}

/** Of these occupations those that O*NET does not describe, each with described ones that may stand for it. */
export async function listUndescribed(
  tx: Tx,
  codes: readonly string[],
  asked: Asked,
): Promise<UndescribedOccupation[]> {
  const described = await getDescribedCodes(tx, asked.release);
  const isDescribed = new Set(described);
  const undescribed = [...new Set(codes)].filter((code) => !isDescribed.has(code));
  if (undescribed.length === 0) return [];
  const rows = await tx
    .select({ code: onetOccupations.code, title: onetOccupations.title })
    .from(onetOccupations)
    .where(and(eq(onetOccupations.release, asked.release), inArray(onetOccupations.code, undescribed)))
    .orderBy(sql`array_position(${sql.param(undescribed)}::text[], ${onetOccupations.code})`);
  const occupations: UndescribedOccupation[] = [];
  for (const row of rows) {
    occupations.push({ ...row, siblings: await rankFor(tx, row.code, asked, described) });
  }
  return occupations;
}

/** For the occupation dialog: null when O*NET describes the occupation. */
export async function findDescribedSiblings(ctx: Ctx, input: unknown): Promise<UndescribedOccupation | null> {
  authorize(ctx, "reference:read");
  const { code, title } = FindSiblingsInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const [undescribed] = await listUndescribed(tx, [code], { release, title, candidateCodes: [] });
    return undescribed ?? null;
  });
}
