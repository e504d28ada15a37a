import { batchAnswer } from "@/lib/api/scoring-shapes";
import { apiRoute } from "@/lib/http/api-route";
import { refuseOtherMethods } from "@/lib/http/no-such-route";
import { getBatch } from "@/lib/scoring/queries/batches";

export const GET = apiRoute("GET /api/v1/batches/[batchId]", async ({ ctx, params }) =>
  batchAnswer(await getBatch(ctx, params.batchId)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("GET");
