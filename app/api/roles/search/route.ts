import { route } from "@/lib/http/route";
import { findRoles } from "@/lib/roles/queries/shapes";

/** Roles of a session (`?session=`) with `?q=` in their title, for choosing one to merge. */
export const GET = route("GET /api/roles/search", async (ctx, request) => {
  const query = new URL(request.url).searchParams;
  return Response.json({
    roles: await findRoles(ctx, { sessionId: query.get("session"), q: query.get("q") ?? "" }),
  });
});
