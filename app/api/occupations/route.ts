import { route } from "@/lib/http/route";
import { findOccupations } from "@/lib/roles/queries";

/** Occupations for the picker: `?q=` holds words of a title or the beginning of a code. */
export const GET = route("GET /api/occupations", async (ctx, request) => {
  const q = new URL(request.url).searchParams.get("q") ?? "";
  return Response.json({ occupations: await findOccupations(ctx, { q }) });
});
