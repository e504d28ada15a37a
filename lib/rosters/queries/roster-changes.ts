import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { uploads } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { changesPerPage, ListRosterChangesInput, type RosterChanges } from "../changes-schema";
import { type ModeSuggestion, suggestMode } from "../mode-suggestion";
import { compareRosters, type RoleDifference, type RosterDifference } from "../roster-difference";
import { ColumnMapping } from "../schema";
import { textKey } from "../segments";
import { readWaitingPeople, type WaitingPeople } from "../waiting-people";
import { countCarriedOver } from "./carried-over";
import { listPeopleBefore, listPeopleOf, listPlaces, listPresentPeople, routePeople } from "./roster-people";
import { rulesInForce } from "./rules-in-force";

/**
 * Who comes, goes and changes with a roster: a waiting one against the people the session has now, an imported one
 * against the rosters whose place it took. One page of one list of it.
 * @throws AppError `not_found`
 * @returns undefined where there is nothing to compare with, or no file any more
 */
export async function findRosterChanges(ctx: Ctx, input: unknown): Promise<RosterChanges | undefined> {
  authorize(ctx, "session:read");
  const { uploadId, ...view } = ListRosterChangesInput.parse(input);
  const upload = await inOrg(ctx, (tx) => findUpload(tx, ctx, uploadId));
  const compared = upload.isImported ? await compareImported(ctx, upload) : await compareWaiting(ctx, upload);
  return (
    compared && { uploadId, isImported: upload.isImported, ...compared, ...toPage(compared.difference, view) }
  );
}

async function findUpload(tx: Tx, ctx: Ctx, uploadId: string) {
  const [upload] = await tx
    .select({
      id: uploads.id,
      sessionId: uploads.sessionId,
      fileName: uploads.fileName,
      sha256: uploads.sha256,
      sheet: uploads.sheet,
      mapping: uploads.mapping,
      quarantineKey: uploads.quarantineKey,
      isImported: sql<boolean>`${uploads.importedAt} is not null`,
      isPresent: sql<boolean>`${uploads.importedAt} is not null and ${uploads.supersededAt} is null`,
    })
    .from(uploads)
    .where(and(eq(uploads.orgId, ctx.orgId), eq(uploads.id, uploadId), isNull(uploads.removedAt)));
  if (!upload) throw notFound("upload");
  return { ...upload, mapping: ColumnMapping.parse(upload.mapping) };
}

type Upload = Awaited<ReturnType<typeof findUpload>>;
type Compared = Pick<RosterChanges, "carriedOver" | "suggestion" | "faultCount"> & {
  readonly difference: RosterDifference;
};

function compareImported(
  ctx: Ctx,
  { id: uploadId, sessionId, isPresent }: Upload,
): Promise<Compared | undefined> {
  return inOrg(ctx, async (tx) => {
    const before = isPresent ? await listPeopleBefore(tx, ctx, { sessionId, uploadId }) : [];
    if (before.length === 0) return;
    const difference = compareRosters(before, await listPeopleOf(tx, ctx, { sessionId, uploadId }));
    const carriedOver = await countCarriedOver(tx, ctx, sessionId, difference);
    return { difference, carriedOver, suggestion: null, faultCount: 0 };
  });
}

async function compareWaiting(ctx: Ctx, upload: Upload): Promise<Compared | undefined> {
  const { id: uploadId, sessionId, quarantineKey, fileName, sha256, sheet, mapping } = upload;
  if (!quarantineKey) return;
  const { present, fixes } = await inOrg(ctx, async (tx) => ({
    present: await listPresentMappings(tx, ctx, sessionId),
    fixes: await rulesInForce(tx, ctx, uploadId),
  }));
  if (present.length === 0) return;
  // Not inside a transaction: a large file takes its time.
  const file = { uploadId, quarantineKey, fileName, sha256, sheet, mapping, fixes };
  const people = await readWaitingPeople(file);
  return inOrg(ctx, async (tx) => {
    const before = await listPresentPeople(tx, ctx, sessionId);
    const difference = compareRosters(before, await routePeople(tx, ctx, sessionId, people.titles));
    const carriedOver = await countCarriedOver(tx, ctx, sessionId, difference);
    const mappings = await listPresentMappings(tx, ctx, sessionId);
    const suggestion = suggestFor(difference, people, {
      ...(await listPlaces(tx, ctx, sessionId)),
      hasSameColumns: mappings.some((other) => hasSameColumns(other, mapping)),
    });
    return { difference, carriedOver, suggestion, faultCount: people.faultCount };
  });
}

/** Which columns the present rosters were read from; as many as there are rosters. */
async function listPresentMappings(tx: Tx, ctx: Ctx, sessionId: string): Promise<ColumnMapping[]> {
  const rows = await tx
    .select({ mapping: uploads.mapping })
    .from(uploads)
    .where(
      and(
        eq(uploads.orgId, ctx.orgId),
        eq(uploads.sessionId, sessionId),
        isNotNull(uploads.importedAt),
        isNull(uploads.removedAt),
        isNull(uploads.supersededAt),
      ),
    );
  return rows.map(({ mapping }) => ColumnMapping.parse(mapping));
}

function hasSameColumns(a: ColumnMapping, b: ColumnMapping): boolean {
  const names = (mapping: ColumnMapping) =>
    Object.entries(mapping)
      .map(([field, name]) => `${field} ${textKey(name)}`)
      .sort()
      .join("\n");
  return names(a) === names(b);
}

function suggestFor(
  { before, after, counts }: RosterDifference,
  people: WaitingPeople,
  present: { departments: string[]; locations: string[]; hasSameColumns: boolean },
): ModeSuggestion {
  const shared = counts.grown.roles + counts.shrunk.roles + counts.same.roles;
  return suggestMode({
    roles: { present: before.roles, coming: after.roles, shared },
    knownPlaceShare:
      knownShare(people.locations, present.locations) ?? knownShare(people.departments, present.departments),
    hasSameColumns: present.hasSameColumns,
  });
}

/** Share of people in places that are known already; null where either side names none. */
function knownShare(coming: ReadonlyMap<string, number>, present: readonly string[]): number | null {
  if (coming.size === 0 || present.length === 0) return null;
  const known = new Set(present.map(textKey));
  let all = 0;
  let inKnown = 0;
  for (const [name, people] of coming) {
    all += people;
    if (known.has(textKey(name))) inKnown += people;
  }
  return all === 0 ? null : inKnown / all;
}

function toPage(
  { roles, counts }: RosterDifference,
  view: Omit<ListRosterChangesInput, "uploadId">,
): Pick<RosterChanges, "list" | "search" | "page" | "pageCount" | "matchCount" | "items"> {
  const order = ["new", "gone", "moved", "grown", "shrunk"] as const;
  const list = view.list ?? order.find((one) => counts[one].roles > 0) ?? "new";
  const wanted = textKey(view.search.trim());
  const isWanted = (role: RoleDifference) =>
    (list === "moved" ? role.movedPeople > 0 : role.change === list) && textKey(role.title).includes(wanted);
  const found = roles.filter(isWanted);
  if (list === "moved") found.sort((a, b) => b.movedPeople - a.movedPeople);
  const pageCount = Math.max(1, Math.ceil(found.length / changesPerPage));
  const page = Math.min(view.page, pageCount);
  const items = found.slice((page - 1) * changesPerPage, page * changesPerPage);
  return { list, search: view.search, page, pageCount, matchCount: found.length, items };
}
