import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { candidates, profiles } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { getModelSettings } from "@/lib/llm/queries/model-settings";

export interface NewScoringChoices {
  /** Of the ids that were named, those that exist here, by name. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly profileCount: number;
  /** The agent that a lead is looked for. */
  readonly candidate: { readonly id: string; readonly name: string } | null;
  readonly models: readonly string[];
  readonly scoringModel: string;
}

const NewScoring = z.strictObject({
  profileIds: z.array(z.uuid()).max(10_000).default([]),
  candidateId: z.uuid().optional(),
});

async function findCandidate(tx: Tx, ctx: Ctx, id: string) {
  const [candidate] = await tx
    .select({ id: candidates.id, name: candidates.name })
    .from(candidates)
    .where(and(eq(candidates.orgId, ctx.orgId), eq(candidates.id, id), isNull(candidates.dismissedAt)));
  if (!candidate) throw notFound("candidate");
  return candidate;
}

/**
 * What there is to choose from when somebody wants profiles scored.
 * @throws AppError `forbidden`, `not_found` (the candidate)
 */
export async function getNewScoring(ctx: Ctx, input: unknown): Promise<NewScoringChoices> {
  authorize(ctx, "scoring:request");
  const { profileIds, candidateId } = NewScoring.parse(input);
  return inOrg(ctx, async (tx) => {
    const [people, [counted], candidate, settings] = await Promise.all([
      tx
        .select({ id: profiles.id, name: profiles.name })
        .from(profiles)
        .where(
          and(eq(profiles.orgId, ctx.orgId), sql`${profiles.id} = any(${sql.param(profileIds)}::uuid[])`),
        )
        .orderBy(asc(sql`lower(${profiles.name})`), asc(profiles.id)),
      tx.select({ count: sql<number>`count(*)::int` }).from(profiles).where(eq(profiles.orgId, ctx.orgId)),
      candidateId === undefined ? null : findCandidate(tx, ctx, candidateId),
      getModelSettings(tx, ctx),
    ]);
    return {
      people,
      profileCount: counted?.count ?? 0,
      candidate,
      models: settings.models.map(({ name }) => name),
      scoringModel: settings.scoringModel.name,
    };
  });
}
