import { route } from "@/lib/http/route";
import { findRoles } from "@/lib/roles/queries/shapes";

/** Roles of a session with `?q=` in their title, for choosing one to merge. */
export const GET = route<{ sessionId: string }>(
  "GET /api/sessions/[sessionId]/roles",
  async (ctx, request, { sessionId }) => {
    const q = new URL(request.url).searchParams.get("q") ?? "";
    return Response.json({ roles: await findRoles(ctx, { sessionId, q }) });
  },
);
