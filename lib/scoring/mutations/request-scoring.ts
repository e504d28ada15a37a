import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { profiles } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { once } from "@/lib/http/mutations/once";
import { requireProvider } from "@/lib/llm/provider";
import { ProfileContent } from "@/lib/profiles/schema";
import { planScoring } from "../queries/scoring-plan";
import { RequestScoring } from "../schema";
import { scoringSnapshot } from "../scoring-snapshot";
import { insertScorings } from "./insert-scorings";
import { takeSlot } from "./scoring-limits";

export interface RequestedScoring {
  readonly jobId: string;
  /** The same was scored within a day, and that result is shown; nothing was charged. */
  readonly isReused: boolean;
}

/**
 * Asks for one scoring of one profile. Everything it needs is written down as it is now. Asking again under the same
 * key gives the job that the first one made.
 * @throws AppError `not_configured` before anything is made, `not_found`, `rate_limited`, `conflict`, `invalid`
 */
export async function requestScoring(ctx: Ctx, input: unknown): Promise<RequestedScoring> {
  authorize(ctx, "scoring:request");
  const { idempotencyKey: key, ...asked } = RequestScoring.parse(input);
  requireProvider();
  return inOrg(ctx, (tx) =>
    once(tx, ctx, { key, input: { scoring: asked } }, async () => ({ ...(await make(tx, ctx, asked)) })),
  );
}

async function make(
  tx: Tx,
  ctx: Ctx,
  asked: Omit<RequestScoring, "idempotencyKey">,
): Promise<RequestedScoring> {
  const profile = await findProfile(tx, ctx, asked.profileId);
  await takeSlot(ctx, asked.profileId);
  const { plan, models, source } = await planScoring(tx, ctx, asked);
  const draft = {
    ...scoringSnapshot(plan, models, profile),
    ...source,
    candidateId: asked.candidateId ?? null,
  };
  const [job] = await insertScorings(tx, ctx, [draft], plan);
  if (!job) throw new Error("The scoring job was not written.");
  const isReused = job.reusedFromJobId !== null;
  await recordChange(tx, ctx, {
    name: "scoring.requested",
    subjectKind: "scoring_job",
    subjectId: job.id,
    data: { profileId: profile.profileId, isReused, isBlind: draft.isBlind },
  });
  return { jobId: job.id, isReused };
}

async function findProfile(tx: Tx, { orgId }: Ctx, profileId: string) {
  const [row] = await tx
    .select({ profileVersion: profiles.version, content: profiles.content })
    .from(profiles)
    .where(and(eq(profiles.orgId, orgId), eq(profiles.id, profileId)));
  if (!row) throw notFound("profile", "PROFILE_NOT_FOUND");
  return { profileId, profileVersion: row.profileVersion, content: ProfileContent.parse(row.content) };
}
