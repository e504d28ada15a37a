import { route } from "@/lib/http/route";
import { parseJson } from "@/lib/json";
import { listJustOutside } from "@/lib/roles/queries/audits";

/** What a threshold just leaves out: `?threshold=` holds session, filter, confidence and margin as JSON. */
export const GET = route("GET /api/roles/outside", async (ctx, request) => {
  const threshold = parseJson(new URL(request.url).searchParams.get("threshold") ?? "");
  return Response.json({ roles: await listJustOutside(ctx, threshold) });
});
