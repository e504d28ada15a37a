import { route } from "@/lib/http/route";
import { listJustOutside } from "@/lib/roles/queries/audits";

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

/** What a threshold just leaves out: `?threshold=` holds session, filter, confidence and margin as JSON. */
export const GET = route("GET /api/roles/outside", async (ctx, request) => {
  const threshold = parseJson(new URL(request.url).searchParams.get("threshold"));
  return Response.json({ roles: await listJustOutside(ctx, threshold) });
});
