import { batchAnswer } from "@/lib/api/scoring-shapes";
import { apiRoute } from "@/lib/http/api-route";
import { refuseOtherMethods } from "@/lib/http/no-such-route";
import { requestBatch } from "@/lib/scoring/mutations/request-batch";
import { getBatch } from "@/lib/scoring/queries/batches";

export const POST = apiRoute("POST /api/v1/batches", async ({ ctx, body, idempotencyKey }) => {
  const { batchId } = await requestBatch(ctx, { ...body, idempotencyKey });
  return batchAnswer(await getBatch(ctx, batchId));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("POST");
