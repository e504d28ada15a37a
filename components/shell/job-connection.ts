import { isOpen, JobList, type JobView } from "@/lib/jobs/schema";
import type { Closing } from "./job-store";

export interface ConnectionOptions {
  /** What the page was rendered for: see `lib/auth/page-scope.ts`. */
  readonly scope: string;
  /** From when on it wants to be told: the id of a message, or null for a newcomer. */
  readonly since: string | null;
  /** False: only ask again and again. */
  readonly canStream: boolean;
  readonly signal: AbortSignal;
  readonly onNews: (jobs: readonly JobView[], lastEventId: string | null) => void;
  /** The server has answered just now; or it has not for a while. */
  readonly onContact: (isLive: boolean) => void;
}

export type ConnectionEnd = "idle" | Closing;

const pollMs = 3_000;
const answerMs = 5_000;
/** The stream says something every four seconds. */
const silenceMs = 10_000;
/** An absence shorter than this is nobody's business. */
const awayMs = 10_000;
/** Streams in a row that brought nothing while the server did answer: something in between lets none through. */
const barrenLimit = 3;

const ends = ["idle", "signed_out", "moved"] as const;

function query({ scope, since }: ConnectionOptions): string {
  return String(new URLSearchParams({ scope, ...(since ? { after: since } : {}) }));
}

/** Follows one event stream. @returns how it ended, undefined when it broke off; and whether it brought anything */
function listen(options: ConnectionOptions): Promise<{ end?: ConnectionEnd; isBarren: boolean }> {
  const { signal, onNews, onContact } = options;
  return new Promise((resolve) => {
    const stream = new EventSource(`/api/events?${query(options)}`);
    let isBarren = true;
    const finish = (end?: ConnectionEnd) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      stream.close();
      resolve({ end, isBarren });
    };
    const onAbort = () => finish();
    const onSilence = () => finish();
    let timer = setTimeout(onSilence, silenceMs);
    const hear = () => {
      isBarren = false;
      clearTimeout(timer);
      timer = setTimeout(onSilence, silenceMs);
      onContact(true);
    };
    signal.addEventListener("abort", onAbort);
    stream.addEventListener("beat", hear);
    stream.addEventListener("jobs", (event) => {
      hear();
      onNews(JobList.parse(JSON.parse(event.data)).jobs, event.lastEventId);
    });
    for (const end of ends) stream.addEventListener(end, () => finish(end));
    // While it is not closed, the browser connects again by itself and says what it heard last.
    stream.addEventListener("error", () => {
      if (stream.readyState === EventSource.CLOSED) finish();
    });
  });
}

/** Asks once. @returns undefined when there was no answer */
async function ask(options: ConnectionOptions): Promise<ConnectionEnd | "open" | undefined> {
  try {
    const response = await fetch(`/api/jobs?${query(options)}`, {
      cache: "no-store",
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(answerMs)]),
    });
    if (response.status === 401) return "signed_out";
    if (response.status === 409) return "moved";
    if (!response.ok) return undefined;
    const { jobs } = JobList.parse(await response.json());
    const latest = jobs.map(({ updatedAt }) => updatedAt).sort();
    options.onNews(jobs, latest.at(-1) ?? null);
    return jobs.some(isOpen) ? "open" : "idle";
  } catch {
    return undefined;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}

/** Asks until the server answers. @param heardAt when it was last heard */
async function askPatiently(
  options: ConnectionOptions,
  heardAt: number,
): Promise<ConnectionEnd | "open" | undefined> {
  while (!options.signal.aborted) {
    const answer = await ask(options);
    if (answer) {
      options.onContact(true);
      return answer;
    }
    if (Date.now() - heardAt >= awayMs) options.onContact(false);
    await pause(pollMs, options.signal);
  }
  return undefined;
}

/**
 * Hears of the organization's jobs until nothing runs any more: over the event stream, and by asking while there is
 * none or something in between lets none through.
 * @returns undefined when it was aborted
 */
export async function followJobs(options: ConnectionOptions): Promise<ConnectionEnd | undefined> {
  const { signal, canStream } = options;
  let { since } = options;
  let heardAt = Date.now();
  const link = (): ConnectionOptions => ({
    ...options,
    since,
    onNews: (jobs, lastEventId) => {
      since = lastEventId ?? since;
      options.onNews(jobs, lastEventId);
    },
    onContact: (isLive) => {
      if (isLive) heardAt = Date.now();
      options.onContact(isLive);
    },
  });
  let barren = canStream ? 0 : barrenLimit;
  while (!signal.aborted) {
    if (barren < barrenLimit) {
      const { end, isBarren } = await listen(link());
      if (end) return end;
      barren = isBarren ? barren + 1 : 0;
    }
    const answer = await askPatiently(link(), heardAt);
    if (answer !== "open") return answer;
    if (barren >= barrenLimit) await pause(pollMs, signal);
  }
  return undefined;
}
