import "server-only";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { ProbeInput, StartProbeInput } from "@/lib/scoring/probe-schema";
import type { ProbePreview } from "@/lib/scoring/probe-views";
import { type SampledProfile, sampleProfiles } from "@/lib/scoring/queries/probe-sample";
import { countTwins } from "@/lib/scoring/twins";
import { previewBatch, type RequestedBatch, requestBatch } from "./request-batch";

/** The batch that a probe is. */
function toBatch(
  { kind, templateId, runsPerProfile, unblindReason }: ProbeInput,
  sample: readonly SampledProfile[],
) {
  return {
    kind,
    templateId,
    selection: { profileIds: sample.map(({ id }) => id) },
    ...(kind === "repeatability" ? { runsPerProfile } : {}),
    ...(kind === "fairness" && unblindReason !== undefined ? { unblindReason } : {}),
  };
}

/**
 * What a probe would do and cost; nothing is written, no model is called.
 * @throws AppError `not_configured`, `invalid`, `not_found`
 */
export async function previewProbe(ctx: Ctx, input: unknown): Promise<ProbePreview> {
  authorize(ctx, "scoring:request");
  const asked = ProbeInput.parse(input);
  const sample = await inOrg(ctx, (tx) => sampleProfiles(tx, ctx, asked));
  const batch = await previewBatch(ctx, toBatch(asked, sample));
  const isBlind = asked.unblindReason === undefined;
  const contents = sample.map(({ content }) => content);
  return {
    ...batch,
    twins: asked.kind === "fairness" ? countTwins(contents, isBlind) : [],
  };
}

/** Starts a probe of the published version of a template; its report is stored when the last scoring has ended. */
export async function startProbe(ctx: Ctx, input: unknown): Promise<RequestedBatch> {
  authorize(ctx, "scoring:request");
  const { confirmedUsd, idempotencyKey, ...asked } = StartProbeInput.parse(input);
  const sample = await inOrg(ctx, (tx) => sampleProfiles(tx, ctx, asked));
  return requestBatch(ctx, { ...toBatch(asked, sample), confirmedUsd, idempotencyKey });
}
