import type { JobView } from "@/lib/jobs/schema";
import { type SharingParts, shareJobs } from "../job-sharing";
import { JobStore } from "../job-store";

/** The browser's own rejection of a request that was ended or robbed. */
const aborted = () => new DOMException("The lock request was ended.", "AbortError");

interface Waiting {
  readonly run: () => void;
}

/** Web Locks as browsers have them: first come first served, `signal` leaves the queue, `steal` robs the holder. */
class FakeLocks {
  readonly #queues = new Map<string, Waiting[]>();
  readonly #rob = new Map<string, () => void>();

  readonly request: LockManager["request"] = (name: string, ...rest: readonly unknown[]): Promise<never> => {
    const [options, work] = rest as [{ signal?: AbortSignal; steal?: boolean }, () => Promise<never>];
    return new Promise((resolve, reject) => {
      const run = () => {
        this.#rob.set(name, () => reject(aborted()));
        const mine = this.#rob.get(name);
        void Promise.resolve(work()).then((result) => {
          resolve(result);
          if (this.#rob.get(name) === mine) this.#next(name);
        });
      };
      if (options.steal) {
        this.#rob.get(name)?.();
        run();
        return;
      }
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      if (!this.#rob.has(name)) return run();
      const waiting = { run };
      queue.push(waiting);
      options.signal?.addEventListener("abort", () => {
        const place = queue.indexOf(waiting);
        if (place >= 0) queue.splice(place, 1);
        reject(aborted());
      });
    });
  };

  #next(name: string): void {
    this.#rob.delete(name);
    this.#queues.get(name)?.shift()?.run();
  }
}

/** An EventSource that the test speaks through. */
export class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeEventSource[] = [];
  static get open(): FakeEventSource[] {
    return FakeEventSource.opened.filter(({ readyState }) => readyState !== 2);
  }

  readonly url: string;
  readyState = 1;

  constructor(url: string) {
    super();
    this.url = url;
    FakeEventSource.opened.push(this);
  }

  close(): void {
    this.readyState = 2;
  }

  say(type: string, data: unknown = {}, lastEventId = ""): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId }));
  }

  tell(...jobs: readonly JobView[]): void {
    this.say(
      "jobs",
      { jobs },
      jobs
        .map(({ updatedAt }) => updatedAt)
        .sort()
        .at(-1),
    );
  }

  /** Connects again by itself, or gives up. */
  fail(isForGood: boolean): void {
    this.readyState = isForGood ? 2 : 0;
    this.dispatchEvent(new Event("error"));
  }
}

export interface FakeTab {
  readonly store: JobStore;
  readonly states: () => readonly string[];
  /** Stops hearing and speaking, asks for nothing, and keeps its lock. */
  freeze: () => void;
  close: () => void;
}

/** Tabs that share locks and channels. */
export function fakeBrowser() {
  const locks = new FakeLocks();
  const ears = new Map<string, Set<(data: unknown) => void>>();

  function openTab(scope: string, jobs: readonly JobView[] = []): FakeTab {
    const store = new JobStore(jobs);
    let isFrozen = false;
    const openChannel: SharingParts["openChannel"] = (name, hear) => {
      const all = ears.get(name) ?? new Set();
      ears.set(name, all);
      const ear = (data: unknown) => {
        if (!isFrozen) hear(data);
      };
      all.add(ear);
      return {
        post: (message) => {
          if (isFrozen) return;
          for (const other of all) if (other !== ear) queueMicrotask(() => other(structuredClone(message)));
        },
        close: () => all.delete(ear),
      };
    };
    const request: LockManager["request"] = (name: string, ...rest: readonly unknown[]) =>
      isFrozen ? new Promise<never>(() => undefined) : Reflect.apply(locks.request, locks, [name, ...rest]);
    const close = shareJobs(scope, store, { locks: { request }, openChannel });
    return {
      store,
      states: () => store.getState().jobs.map((job) => `${job.state} ${job.done}`),
      freeze: () => {
        isFrozen = true;
      },
      close,
    };
  }

  return { openTab };
}
