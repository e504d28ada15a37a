import "server-only";
import { sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { referenceChoices } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict, invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { findSource, getDefaultSource } from "../queries/default-source";
import { ChooseDefaultSourceInput, type SourceVersion } from "../schema";
import { takeTurn } from "./change-turn";
import { markFollowingSessions } from "./mark-stale";

function isSame(a: SourceVersion | undefined | null, b: SourceVersion | undefined | null): boolean {
  return a?.source === b?.source && a?.version === b?.version;
}

/** Sets the columns of the exposure alone: the same row names the release in use. */
async function storeChoice(tx: Tx, ctx: Ctx, choice: SourceVersion | null, seen: SourceVersion | null) {
  const columns = {
    exposureSource: choice?.source ?? null,
    exposureVersion: choice?.version ?? null,
    chosenBy: actingUserId(ctx),
    chosenAt: sql`now()`,
  };
  return tx
    .insert(referenceChoices)
    .values({ orgId: ctx.orgId, ...columns })
    .onConflictDoUpdate({
      target: referenceChoices.orgId,
      set: columns,
      setWhere: sql`${referenceChoices.exposureSource} is not distinct from ${seen?.source ?? null}
        and ${referenceChoices.exposureVersion} is not distinct from ${seen?.version ?? null}`,
    })
    .returning({ orgId: referenceChoices.orgId });
}

/**
 * Chooses the exposure source of the sessions that chose none; what they were analysed with is out of date from now on.
 * @throws AppError `forbidden`, `invalid` (no such source), `conflict` (another choice stands than was seen)
 */
export async function chooseDefaultSource(
  ctx: Ctx,
  input: unknown,
): Promise<{ choice: SourceVersion | null; before: SourceVersion | null; staleSessionCount: number }> {
  authorize(ctx, "reference:choose");
  const { choice, seen } = ChooseDefaultSourceInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const at = await takeTurn(tx, ctx);
    const { sources, present, productDefault, choice: before } = await getDefaultSource(tx, ctx);
    const next = choice === null ? productDefault : findSource(sources, choice);
    if (!next) throw invalid("This exposure source is not loaded. Choose one from the list.");
    const [stored] = isSame(before, seen) ? await storeChoice(tx, ctx, choice, seen) : [];
    if (!stored) throw conflict("Somebody chose another default just now. Look at it, then try again.");
    await recordChange(tx, ctx, {
      name: "exposure.default_chosen",
      subjectKind: "organization",
      subjectId: ctx.orgId,
      data: {
        source: choice?.source ?? null,
        version: choice?.version ?? null,
        sourceBefore: before?.source ?? null,
        versionBefore: before?.version ?? null,
      },
    });
    const staleSessionCount = isSame(next, present) ? 0 : await markFollowingSessions(tx, ctx, at);
    return { choice, before, staleSessionCount };
  });
}
