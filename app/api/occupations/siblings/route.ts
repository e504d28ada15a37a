import { findDescribedSiblings } from "@/lib/activities/queries/described-siblings";
import { route } from "@/lib/http/route";

/** For an occupation that O*NET does not describe (`?code=`): described ones for a role of this `?title=`. */
export const GET = route("GET /api/occupations/siblings", async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  const asked = { code: searchParams.get("code") ?? "", title: searchParams.get("title") ?? "" };
  return Response.json({ undescribed: await findDescribedSiblings(ctx, asked) });
});
