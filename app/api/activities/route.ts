import { findActivities } from "@/lib/activities/queries";
import { route } from "@/lib/http/route";

/** O*NET activities like the one described: `?session=` (its exposure source answers) and `?q=` with the words. */
export const GET = route("GET /api/activities", async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  const activities = await findActivities(ctx, {
    sessionId: searchParams.get("session"),
    q: searchParams.get("q") ?? "",
  });
  return Response.json({ activities });
});
