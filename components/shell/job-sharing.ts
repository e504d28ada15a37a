import { z } from "zod";
import { followJobs } from "./job-connection";
import { JobMessage, type JobStore } from "./job-store";

/** A tab that has come just now asks the one in the lead for all that it knows. */
const Hello = z.object({ kind: z.literal("hello") });

interface Channel {
  readonly post: (message: JobMessage | z.infer<typeof Hello>) => void;
  readonly close: () => void;
}

/** What it needs of the browser; tests bring their own. */
export interface SharingParts {
  readonly locks: Pick<LockManager, "request">;
  readonly openChannel: (name: string, hear: (data: unknown) => void) => Channel;
}

function openChannel(name: string, hear: (data: unknown) => void): Channel {
  const channel = new BroadcastChannel(name);
  channel.addEventListener("message", ({ data }) => hear(data));
  return { post: (message) => channel.postMessage(message), close: () => channel.close() };
}

/** @returns undefined where tabs cannot find each other: on plain http from another machine there are no locks */
function partsOfThisBrowser(): SharingParts | undefined {
  if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") return undefined;
  return { locks: navigator.locks, openChannel };
}

/** The lead passes on a sign of life every few seconds. A tab that is frozen keeps its lock and says nothing. */
const silenceMs = 20_000;
const watchMs = 5_000;

/**
 * Keeps a tab's store up to date, over one connection for all tabs of the browser: the tab that holds the lock is in
 * the lead, follows the jobs and passes on what it hears. When it closes, the browser hands the lock to the next.
 * Where tabs cannot find each other, each asks for itself.
 * @param scope lock and channel are named by it, so a tab of another sign-in or organization hears nothing
 * @returns how to end it
 */
export function shareJobs(
  scope: string,
  store: JobStore,
  parts: SharingParts | undefined = partsOfThisBrowser(),
): () => void {
  const name = `opportune-jobs:${scope}`;
  const channel = parts?.openChannel(name, hear);
  /** This tab's turn: in the queue for the lead, or in the lead. */
  let turn: AbortController | undefined;
  let leading: AbortSignal | undefined;
  let heardAt = Date.now();
  let watchedAt = Date.now();

  function tell(message: JobMessage): void {
    store.apply(message);
    channel?.post(message);
  }

  function hear(data: unknown): void {
    if (leading && Hello.safeParse(data).success) {
      channel?.post({ kind: "news", jobs: store.getState().jobs, lastEventId: store.lastEventId });
    }
    const said = JobMessage.safeParse(data);
    if (!said.success) return;
    heardAt = Date.now();
    store.apply(said.data);
  }

  async function lead(signal: AbortSignal): Promise<void> {
    leading = signal;
    try {
      while (store.isWanted() && !signal.aborted) await followOnce(signal);
    } finally {
      if (leading === signal) leading = undefined;
    }
  }

  async function followOnce(signal: AbortSignal): Promise<void> {
    const { since, openIds } = store.takeLead();
    const end = await followJobs({
      scope,
      since,
      canStream: parts !== undefined,
      signal,
      onNews: (jobs, lastEventId) => tell({ kind: "news", jobs, lastEventId }),
      onContact: (isLive) => tell({ kind: isLive ? "live" : "away" }),
    });
    if (end === "idle") tell({ kind: "gone", ids: openIds });
    else if (end) tell({ kind: "closed", why: end });
  }

  /** Queues for the lead while there is something to follow. */
  function compete(isStealing = false): void {
    if (turn || !store.isWanted()) return;
    const own = new AbortController();
    turn = own;
    heardAt = Date.now();
    const begin = () => lead(own.signal);
    const options = isStealing ? { steal: true } : { signal: own.signal };
    (parts ? parts.locks.request(name, options, begin) : begin())
      // Another tab has stolen the lead, or this one's turn was ended.
      .catch(() => own.abort())
      .finally(() => {
        if (turn === own) turn = undefined;
      });
  }

  function watch(): void {
    const now = Date.now();
    // Whoever was asleep itself has not listened.
    if (now - watchedAt > 2 * watchMs) heardAt = now;
    watchedAt = now;
    const isStealing = turn !== undefined && !leading && now - heardAt > silenceMs;
    if (isStealing) {
      turn?.abort();
      turn = undefined;
    }
    compete(isStealing);
  }

  channel?.post({ kind: "hello" });
  const unsubscribe = store.subscribe(() => compete());
  const timer = setInterval(watch, watchMs);
  compete();
  return () => {
    unsubscribe();
    clearInterval(timer);
    turn?.abort();
    channel?.close();
  };
}
