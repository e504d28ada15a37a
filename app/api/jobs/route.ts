import { requireScope } from "@/lib/auth/page-scope";
import { route } from "@/lib/http/route";
import { listOpenAndChangedJobs } from "@/lib/jobs/progress-queries";
import { missedSince } from "@/lib/jobs/progress-stream";
import { JobNewsQuery } from "@/lib/jobs/schema";

/** What the event stream tells, asked for once: for browsers that get no stream. */
export const GET = route(
  "GET /api/jobs",
  async (ctx, request, _params, viewer) => {
    const { scope, after } = JobNewsQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
    requireScope(viewer, scope);
    return Response.json({ jobs: await listOpenAndChangedJobs(ctx, missedSince(after ?? null)) });
  },
  { isAttended: false },
);
