import "server-only";
import type { Ctx } from "@/lib/auth/context";
import { log } from "@/lib/log";
import { subscribe } from "./progress-hub";
import { listOpenAndChangedJobs } from "./progress-queries";
import { isOpen, type JobView } from "./schema";

export interface ProgressStreamOptions {
  readonly ctx: Ctx;
  /** `Last-Event-ID` of a browser that was here before. */
  readonly lastEventId: string | null;
  /** Asked every few seconds: the stream ends with the sign-in. */
  readonly isSignedIn: () => Promise<boolean>;
  /** Aborts when the browser goes. */
  readonly signal: AbortSignal;
  /** How often it looks without being told to; also a sign of life for what lies between. */
  readonly tickMs?: number;
}

const defaultTickMs = 5_000;
/** What is written together is sent together. */
const gatherMs = 100;
/** A newcomer also hears of what ended just now; one who returns hears of what was being committed when they left. */
const overlapMs = 5_000;
const newcomerMs = 60_000;
const reconnectMs = 2_000;

function startOf(lastEventId: string | null): Date {
  const then = lastEventId === null ? Number.NaN : Date.parse(lastEventId);
  return new Date(Number.isNaN(then) ? Date.now() - newcomerMs : then - overlapMs);
}

/**
 * Server-sent events about an organization's jobs. `jobs` carries those that changed, with the time of the latest as
 * its id; `idle` says that nothing runs any more and `signed_out` that the sign-in has ended, and after both the
 * stream is over. Messages may repeat a job; each tells its whole state.
 */
export function progressStream(options: ProgressStreamOptions): ReadableStream<Uint8Array> {
  const { ctx, lastEventId, isSignedIn, signal, tickMs = defaultTickMs } = options;
  const encoder = new TextEncoder();
  const told = new Map<string, string>();
  let since = startOf(lastEventId);
  let isOver = false;
  let isCancelled = false;
  let finish: () => void = () => undefined;
  let wake: () => void = () => undefined;
  let hasNews = true;

  /** @returns false when nothing is open any more */
  async function tell(send: (text: string) => void): Promise<boolean> {
    const jobs = await listOpenAndChangedJobs(ctx, since);
    const news = jobs.filter((job) => told.get(job.id) !== job.updatedAt);
    const latest = jobs.at(-1)?.updatedAt;
    if (news.length > 0 && latest) {
      for (const job of news) told.set(job.id, job.updatedAt);
      since = new Date(Math.max(since.getTime(), Date.parse(latest) - overlapMs));
      send(message("jobs", { jobs: news }, latest));
    }
    return jobs.some((job: JobView) => isOpen(job));
  }

  async function follow(send: (text: string) => void): Promise<void> {
    send(`retry: ${reconnectMs}\n\n`);
    while (!isOver) {
      if (!(await isSignedIn())) return send(message("signed_out", {}));
      hasNews = false;
      if (!(await tell(send))) return send(message("idle", {}));
      send(": \n\n");
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, tickMs);
        wake = () => {
          hasNews = true;
          clearTimeout(timer);
          resolve();
        };
        if (isOver) wake();
      });
      if (hasNews && !isOver) await new Promise((resolve) => setTimeout(resolve, gatherMs));
    }
  }

  return new ReadableStream<Uint8Array>({
    start(controller) {
      const unsubscribe = subscribe(
        ctx.orgId,
        () => wake(),
        () => finish(),
      );
      finish = () => {
        if (isOver) return;
        isOver = true;
        unsubscribe();
        signal.removeEventListener("abort", finish);
        wake();
        if (!isCancelled) controller.close();
      };
      signal.addEventListener("abort", finish);
      const send = (text: string) => {
        if (!isOver) controller.enqueue(encoder.encode(text));
      };
      follow(send)
        // The browser comes back by itself and finds the database, or the plain notice, then.
        .catch((error: unknown) => log.warn({ err: error, requestId: ctx.requestId }, "event stream ended"))
        .finally(finish);
      if (signal.aborted) finish();
    },
    cancel: () => {
      isCancelled = true;
      finish();
    },
  });
}

function message(event: string, data: object, id?: string): string {
  const lines = [...(id ? [`id: ${id}`] : []), `event: ${event}`, `data: ${JSON.stringify(data)}`];
  return `${lines.join("\n")}\n\n`;
}
