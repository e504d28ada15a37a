import { z } from "zod";
import { isOpen, JobView } from "@/lib/jobs/schema";

/** Why a page hears nothing any more: its sign-in has ended, or the person acts in another organization now. */
export type Closing = "signed_out" | "moved";

/** What the tab that holds the connection tells the others, and itself. */
export const JobMessage = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("news"),
    jobs: z.array(JobView).readonly(),
    lastEventId: z.string().nullable(),
  }),
  /** The server has answered; or, for a while now, it has not. */
  z.object({ kind: z.literal("live") }),
  z.object({ kind: z.literal("away") }),
  /** Were open here, and the server knows of nothing open: deleted with their session. */
  z.object({ kind: z.literal("gone"), ids: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal("closed"), why: z.enum(["signed_out", "moved"]) }),
]);
export type JobMessage = z.infer<typeof JobMessage>;

export interface JobsState {
  /** In no order. */
  readonly jobs: readonly JobView[];
  readonly contact: "live" | "away" | Closing;
}

/** Ended ones beyond this many are forgotten, the oldest first. */
const endedLimit = 300;

/** Two writes may fall into one millisecond; what has ended was written last then. */
function isNewer(job: JobView, known: JobView): boolean {
  if (job.updatedAt === known.updatedAt) return isOpen(known) && !isOpen(job);
  return job.updatedAt > known.updatedAt;
}

/** Both lists, each job once in its latest state. */
export function mergeJobs(known: readonly JobView[], news: readonly JobView[]): readonly JobView[] {
  const byId = new Map(known.map((job) => [job.id, job]));
  for (const job of news) {
    const present = byId.get(job.id);
    if (!present || isNewer(job, present)) byId.set(job.id, job);
  }
  return [...byId.values()];
}

function withoutOldest(jobs: readonly JobView[]): readonly JobView[] {
  if (jobs.length <= endedLimit) return jobs;
  const ended = jobs.filter((job) => !isOpen(job)).toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  const kept = new Set(ended.slice(0, endedLimit));
  return jobs.filter((job) => isOpen(job) || kept.has(job));
}

/** What one tab knows of the organization's jobs. */
export class JobStore {
  lastEventId: string | null = null;
  /** What the page was rendered with; React compares the server's page with it, whatever has been heard by then. */
  readonly initial: JobsState;
  #state: JobsState;
  #isAsked = false;
  readonly #listeners = new Set<() => void>();

  constructor(jobs: readonly JobView[]) {
    this.initial = { jobs: mergeJobs([], jobs), contact: "live" };
    this.#state = this.initial;
  }

  readonly getState = (): JobsState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What a page was rendered with. */
  learn(jobs: readonly JobView[]): void {
    const merged = mergeJobs(this.#state.jobs, jobs);
    const isNews =
      merged.length > this.#state.jobs.length || merged.some((job, at) => job !== this.#state.jobs[at]);
    if (isNews) this.#set({ jobs: withoutOldest(merged) });
  }

  /** Something may have begun that no page shows: look once. */
  readonly ask = (): void => {
    this.#isAsked = true;
    this.#set({});
  };

  /** Whether there is something to follow. */
  isWanted(): boolean {
    const { jobs, contact } = this.#state;
    if (contact === "signed_out" || contact === "moved") return false;
    return this.#isAsked || jobs.some(isOpen);
  }

  /**
   * This tab takes the lead.
   * @returns from when on it must be told, and what it believes to be open
   */
  takeLead(): { readonly since: string | null; readonly openIds: readonly string[] } {
    this.#isAsked = false;
    const open = this.#state.jobs.filter(isOpen);
    // It may have missed the last words about a job that it believes to be open.
    const marks = [...open.map((job) => job.updatedAt), ...(this.lastEventId ? [this.lastEventId] : [])];
    return { since: marks.sort()[0] ?? null, openIds: open.map(({ id }) => id) };
  }

  apply(message: JobMessage): void {
    if (message.kind === "news") {
      this.lastEventId = message.lastEventId ?? this.lastEventId;
      this.learn(message.jobs);
    } else if (message.kind === "gone") {
      const gone = new Set(message.ids);
      const jobs = this.#state.jobs.map((job) =>
        gone.has(job.id) && isOpen(job) ? { ...job, state: "cancelled" as const } : job,
      );
      this.#set({ jobs });
    } else {
      const contact = message.kind === "closed" ? message.why : message.kind;
      if (contact !== this.#state.contact) this.#set({ contact });
    }
  }

  #set(change: Partial<JobsState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
