import { findViewer } from "@/lib/auth/current";
import { findLiveSignIn } from "@/lib/auth/sign-ins";
import { route } from "@/lib/http/route";
import { progressStream } from "@/lib/jobs/progress-stream";

/** One stream per browser, open while something runs: how far the organization's jobs are. */
export const GET = route("GET /api/events", async (ctx, request) => {
  const signInId = (await findViewer())?.signInId;
  const stream = progressStream({
    ctx,
    lastEventId: request.headers.get("last-event-id"),
    isSignedIn: async () => signInId !== undefined && (await findLiveSignIn(signInId)) !== undefined,
    signal: request.signal,
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      // A proxy that collects the answer before it passes it on would hold everything back.
      "x-accel-buffering": "no",
    },
  });
});
