import "server-only";
import type { Viewer } from "@/lib/auth/context";
import { log } from "@/lib/log";
import { overlapMs } from "./progress-feed";
import { type ProgressHub, progressHub } from "./progress-hub";
import { listOpenAndChangedJobs } from "./progress-queries";
import { isOpen, type JobView } from "./schema";

export interface ProgressStreamOptions {
  readonly viewer: Pick<Viewer, "ctx" | "userId" | "signInId">;
  /** The id of the last message that the browser has: it hears what it missed. */
  readonly lastEventId: string | null;
  /** Aborts when the browser goes. */
  readonly signal: AbortSignal;
  readonly hub?: ProgressHub;
}

const reconnectMs = 1_000;
/** A browser that is still there comes back at once; one that vanished without a word is forgotten. */
const longestMs = 10 * 60_000;

/** From when on a browser is told: null, the last minute, for one that was never here. */
export function missedSince(lastEventId: string | null): Date | null {
  const then = lastEventId === null ? Number.NaN : Date.parse(lastEventId);
  return Number.isNaN(then) ? null : new Date(then - overlapMs);
}

/**
 * Server-sent events about an organization's jobs. `jobs` carries those that changed, with the time of the latest as
 * its id; `beat` comes every few seconds. `idle` says that nothing runs any more, `signed_out` that the sign-in has
 * ended, `moved` that the person acts elsewhere now; after these three the browser need not come back. Messages may
 * repeat a job; each tells its whole state.
 *
 * What a slow browser has not taken yet is kept as one state per job, so it cannot pile up.
 * @throws AppError as `ProgressHub.join` does
 */
export function progressStream(options: ProgressStreamOptions): ReadableStream<Uint8Array> {
  const { viewer, lastEventId, signal, hub = progressHub() } = options;
  const encoder = new TextEncoder();
  const openedAt = Date.now();
  const untold = new Map<string, JobView>();
  let isBeatDue = false;
  let out: ReadableStreamDefaultController<Uint8Array> | undefined;

  const leave = hub.join({
    orgId: viewer.ctx.orgId,
    userId: viewer.userId,
    signInId: viewer.signInId,
    onNews: note,
    onBeat: () => {
      isBeatDue = true;
      if (Date.now() - openedAt > longestMs) end();
      else flush();
    },
    onIdle: () => end("idle"),
    onSignedOut: () => end("signed_out"),
    onMoved: () => end("moved"),
    onLost: () => end(),
  });
  const onAbort = () => end();

  function note(jobs: readonly JobView[]): void {
    for (const job of jobs) {
      const known = untold.get(job.id);
      if (!known || known.updatedAt <= job.updatedAt) untold.set(job.id, job);
    }
    flush();
  }

  /** Sends what is due once the browser has taken what was sent before. */
  function flush(): void {
    if (!out || (out.desiredSize ?? 0) <= 0) return;
    const text = newsText(untold) + (isBeatDue ? message("beat", {}) : "");
    untold.clear();
    isBeatDue = false;
    if (text !== "") out.enqueue(encoder.encode(text));
  }

  function end(reason?: "idle" | "signed_out" | "moved"): void {
    if (!out) return;
    const last = out;
    out = undefined;
    leave();
    signal.removeEventListener("abort", onAbort);
    if (reason) last.enqueue(encoder.encode(newsText(untold) + message(reason, {})));
    last.close();
  }

  return new ReadableStream<Uint8Array>({
    start(controller) {
      out = controller;
      controller.enqueue(encoder.encode(`retry: ${reconnectMs}\n\n`));
      signal.addEventListener("abort", onAbort);
      if (signal.aborted) return end();
      listOpenAndChangedJobs(viewer.ctx, missedSince(lastEventId))
        .then((jobs) => {
          note(jobs);
          if (!jobs.some(isOpen)) end("idle");
        })
        .catch((err: unknown) => {
          log.warn({ err, requestId: viewer.ctx.requestId }, "event stream ended");
          end();
        });
    },
    pull: flush,
    cancel: () => {
      out = undefined;
      leave();
      signal.removeEventListener("abort", onAbort);
    },
  });
}

function newsText(jobs: ReadonlyMap<string, JobView>): string {
  const ids = [...jobs.values()].map(({ updatedAt }) => updatedAt).sort();
  const latest = ids.at(-1);
  return latest ? message("jobs", { jobs: [...jobs.values()] }, latest) : "";
}

function message(event: string, data: object, id?: string): string {
  const lines = [...(id ? [`id: ${id}`] : []), `event: ${event}`, `data: ${JSON.stringify(data)}`];
  return `${lines.join("\n")}\n\n`;
}
