import { route } from "@/lib/http/route";
import { listAllRoles } from "@/lib/roles/queries/list-all-roles";

/** Every role of a session (`?session=`) by title, for a page that filters them itself. */
export const GET = route("GET /api/roles", async (ctx, request) => {
  const sessionId = new URL(request.url).searchParams.get("session");
  return Response.json({ roles: await listAllRoles(ctx, { sessionId }) });
});
