import { route } from "@/lib/http/route";
import { listJobs } from "@/lib/jobs/queries";

/** The newest jobs, of one session with `?session=`: for browsers that get no event stream. */
export const GET = route("GET /api/jobs", async (ctx, request) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return Response.json({ jobs: await listJobs(ctx, query) });
});
