import { requireScope } from "@/lib/auth/page-scope";
import { route } from "@/lib/http/route";
import { progressStream } from "@/lib/jobs/progress-stream";
import { JobNewsQuery } from "@/lib/jobs/schema";

/** One stream per browser, open while something runs: how far the organization's jobs are. */
export const GET = route(
  "GET /api/events",
  async (_ctx, request, _params, viewer) => {
    const { scope, after } = JobNewsQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
    requireScope(viewer, scope);
    // A browser sends the header when it comes back by itself; a tab that takes over from another can only ask.
    const lastEventId = request.headers.get("last-event-id") ?? after ?? null;
    const stream = progressStream({ viewer, lastEventId, signal: request.signal });
    return new Response(stream, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        // A connection that is kept for more requests would hold up a shutdown for seconds.
        connection: "close",
        // A proxy that collects the answer before it passes it on would hold everything back.
        "x-accel-buffering": "no",
      },
    });
  },
  { isAttended: false },
);
