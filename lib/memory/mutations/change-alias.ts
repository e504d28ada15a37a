import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { titleAliases } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict, invalid, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { getOccupationNames } from "@/lib/onet/queries";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { AliasInput, ChangeAliasInput } from "../schema";
import { lockTitle } from "./learn-alias";

const endedMeanwhile =
  "This alias was changed or ended meanwhile, so nothing was changed. Look at the list again.";

function aliasAt(ctx: Ctx, aliasId: string) {
  return and(eq(titleAliases.orgId, ctx.orgId), eq(titleAliases.id, aliasId));
}

async function findAlias(tx: Tx, ctx: Ctx, aliasId: string) {
  const [alias] = await tx.select().from(titleAliases).where(aliasAt(ctx, aliasId));
  if (!alias) throw notFound("alias");
  await lockTitle(tx, ctx, alias.titleKey);
  return alias;
}

async function endOnce(tx: Tx, ctx: Ctx, aliasId: string): Promise<void> {
  const [ended] = await tx
    .update(titleAliases)
    .set({ endedAt: sql`now()`, endedBy: actingUserId(ctx) })
    .where(and(aliasAt(ctx, aliasId), isNull(titleAliases.endedAt)))
    .returning({ id: titleAliases.id });
  if (!ended) throw conflict(endedMeanwhile);
}

/**
 * Gives the title another occupation: the alias is ended and a new one set in its place.
 * @throws AppError `not_found`, `forbidden`, `invalid` (unknown code), `conflict`
 */
export async function changeAlias(ctx: Ctx, input: unknown): Promise<{ readonly aliasId: string }> {
  authorize(ctx, "alias:manage");
  const { aliasId, onetCode, note } = ChangeAliasInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const {
      title,
      titleKey,
      department,
      departmentKey,
      onetCode: former,
    } = await findAlias(tx, ctx, aliasId);
    const release = await getReleaseInUse(tx, ctx);
    if (onetCode !== null && !(await getOccupationNames(tx, release, [onetCode])).has(onetCode)) {
      throw invalid(`O*NET ${release} has no occupation ${onetCode}. Choose one from the list.`);
    }
    await endOnce(tx, ctx, aliasId);
    const [changed] = await tx
      .insert(titleAliases)
      .values({
        orgId: ctx.orgId,
        title,
        titleKey,
        department,
        departmentKey,
        onetCode,
        release,
        note: note || null,
        insteadOfCode: former,
        learntFrom: actingUserId(ctx),
      })
      .returning({ aliasId: titleAliases.id });
    if (!changed) throw conflict(endedMeanwhile);
    await recordChange(tx, ctx, {
      name: "alias.changed",
      subjectKind: "alias",
      subjectId: changed.aliasId,
      data: { formerId: aliasId, onetCode },
    });
    return changed;
  });
}

/**
 * Ends an alias: the matcher's own suggestion counts again from the next mapping on.
 * @throws AppError `not_found`, `forbidden`, `conflict` (ended already)
 */
export async function endAlias(ctx: Ctx, input: unknown): Promise<{ readonly aliasId: string }> {
  authorize(ctx, "alias:manage");
  const { aliasId } = AliasInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await findAlias(tx, ctx, aliasId);
    await endOnce(tx, ctx, aliasId);
    await recordChange(tx, ctx, { name: "alias.ended", subjectKind: "alias", subjectId: aliasId });
    return { aliasId };
  });
}

/**
 * Lets an ended alias stand again.
 * @throws AppError `not_found`, `forbidden`, `conflict` (stands already, or another one has its title by now)
 */
export async function restoreAlias(ctx: Ctx, input: unknown): Promise<{ readonly aliasId: string }> {
  authorize(ctx, "alias:manage");
  const { aliasId } = AliasInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const { titleKey, departmentKey } = await findAlias(tx, ctx, aliasId);
    const [other] = await tx
      .select({ id: titleAliases.id })
      .from(titleAliases)
      .where(
        and(
          eq(titleAliases.orgId, ctx.orgId),
          eq(titleAliases.titleKey, titleKey),
          sql`${titleAliases.departmentKey} is not distinct from ${departmentKey}`,
          isNull(titleAliases.endedAt),
        ),
      );
    if (other) throw conflict("This title has an alias by now. End that one first; nothing was changed.");
    const [restored] = await tx
      .update(titleAliases)
      .set({ endedAt: null, endedBy: null })
      .where(and(aliasAt(ctx, aliasId), isNotNull(titleAliases.endedAt)))
      .returning({ aliasId: titleAliases.id });
    if (!restored) throw conflict(endedMeanwhile);
    await recordChange(tx, ctx, { name: "alias.restored", subjectKind: "alias", subjectId: aliasId });
    return restored;
  });
}
