import "server-only";
import { and, eq, isNull, notInArray, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { candidates } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { openForEdit } from "@/lib/sessions/mutations";
import { type PlacedCard, placesAfter } from "../board";
import { MoveCandidatesInput, ReleaseCandidatesInput } from "../schema";
import { clearStaleness } from "./clear-staleness";

/**
 * Puts cards into a tier, behind a card or on top, in the order given. One move for pointer, keyboard and API.
 * @throws AppError `conflict` when one of them changed since it was seen; then none is moved
 */
export async function moveCandidates(ctx: Ctx, input: unknown): Promise<{ movedCount: number }> {
  const { sessionId, candidates: seen, tier, afterId } = MoveCandidatesInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const ids = seen.map(({ id }) => id);
    const others = await tx
      .select({ id: candidates.id, position: candidates.position })
      .from(candidates)
      .where(
        and(
          eq(candidates.orgId, ctx.orgId),
          eq(candidates.sessionId, sessionId),
          isNull(candidates.dismissedAt),
          eq(candidates.tier, tier),
          notInArray(candidates.id, ids),
        ),
      );
    const placement = placesAfter(others, afterId, seen.length);
    if (!placement) {
      throw conflict("The card to put it behind has moved. The board shows where it is now; move again.");
    }
    const moved = await tx.execute(sql`
      update candidates c
         set tier = ${tier}, tier_origin = 'user', position = m.position, version = c.version + 1, updated_at = now()
        from unnest(${sql.param(ids)}::uuid[], ${sql.param(seen.map(({ version }) => version))}::int[],
                    ${sql.param(placement.positions)}::float8[]) as m(id, version, position)
       where c.org_id = ${ctx.orgId} and c.session_id = ${sessionId} and c.dismissed_at is null
         and c.id = m.id and c.version = m.version
      returning c.id`);
    if (moved.length < seen.length) {
      throw conflict("Somebody changed this card meanwhile. Nothing was moved; look and move again.");
    }
    await shift(tx, ctx, placement.shifted);
    await clearStaleness(tx, ctx, sessionId, ids);
    await recordChange(tx, ctx, {
      name: "candidate.moved",
      subjectKind: "session",
      subjectId: sessionId,
      data: { candidateIds: ids, tier, tierOrigin: "user" },
    });
    return { movedCount: ids.length };
  });
}

/** Neighbours that make room keep their version: nobody decided anything about them, and their order stays. */
async function shift(tx: Tx, ctx: Ctx, shifted: readonly PlacedCard[]): Promise<void> {
  if (shifted.length === 0) return;
  await tx.execute(sql`
    update candidates c set position = s.position
      from unnest(${sql.param(shifted.map(({ id }) => id))}::uuid[],
                  ${sql.param(shifted.map(({ position }) => position))}::float8[]) as s(id, position)
     where c.org_id = ${ctx.orgId} and c.id = s.id`);
}

/**
 * Gives cards that a person moved back to the ranking: the tier and place their run gave them, now and after each run.
 * @throws AppError `conflict` when one changed since it was seen, is not moved by hand, or has no tier in its run
 */
export async function releaseCandidates(ctx: Ctx, input: unknown): Promise<{ releasedCount: number }> {
  const { sessionId, candidates: seen } = ReleaseCandidatesInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const ids = seen.map(({ id }) => id);
    const released = await tx.execute(sql`
      update candidates c
         set tier = r.tier, tier_origin = 'rule', position = r.rank, version = c.version + 1, updated_at = now()
        from unnest(${sql.param(ids)}::uuid[], ${sql.param(seen.map(({ version }) => version))}::int[])
               as s(id, version), analysis_results r
       where c.org_id = ${ctx.orgId} and c.session_id = ${sessionId} and c.dismissed_at is null
         and c.id = s.id and c.version = s.version and c.tier_origin = 'user'
         and r.org_id = c.org_id and r.run_id = c.run_id and r.role_id = c.role_id and r.tier is not null
      returning c.id`);
    if (released.length < seen.length) {
      throw conflict("Somebody changed this card meanwhile. Nothing was moved; look and try again.");
    }
    await recordChange(tx, ctx, {
      name: "candidate.moved",
      subjectKind: "session",
      subjectId: sessionId,
      data: { candidateIds: ids, tierOrigin: "rule" },
    });
    return { releasedCount: ids.length };
  });
}
