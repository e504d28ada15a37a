import "server-only";
import type { OrgId } from "@/db/client";
import { log } from "@/lib/log";
import { listChangedJobs } from "./progress-queries";
import type { JobView } from "./schema";

/** One who wants to hear of an organization's jobs. */
export interface FeedListener {
  readonly onNews: (jobs: readonly JobView[]) => void;
  /** Nothing is open any more, as of a moment after this listener came. */
  readonly onIdle: () => void;
  /** The database could not be asked. */
  readonly onLost: () => void;
}

/** What is written together is told together. */
const gatherMs = 200;
/** A transaction may commit this long after it wrote the time into its row. */
export const overlapMs = 5_000;

const markOf = (job: JobView) => `${job.updatedAt} ${job.state} ${job.done}`;

/** Reads what changed among one organization's jobs, once for all who listen. */
export class JobFeed {
  readonly listeners = new Set<FeedListener>();
  readonly #orgId: OrgId;
  /** What was told of the jobs that the next look may find again. */
  #told: ReadonlyMap<string, string> = new Map();
  #since: Date | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(orgId: OrgId) {
    this.#orgId = orgId;
  }

  /** Something was written: looks soon. */
  wake(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.look();
    }, gatherMs);
  }

  async look(): Promise<void> {
    try {
      await this.#look();
    } catch (err) {
      log.warn({ err }, "no news for the event streams of an organization");
      for (const listener of [...this.listeners]) listener.onLost();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    const present = [...this.listeners];
    const { jobs, hasOpen, isCut } = await listChangedJobs({ orgId: this.#orgId }, this.#since);
    const news = jobs.filter((job) => this.#told.get(job.id) !== markOf(job));
    this.#told = new Map(jobs.map((job) => [job.id, markOf(job)]));
    const latest = jobs.at(-1);
    if (latest) this.#since = new Date(Date.parse(latest.updatedAt) - (isCut ? 0 : overlapMs));
    if (news.length > 0) for (const listener of this.listeners) listener.onNews(news);
    if (isCut) return this.#look();
    // Whoever came meanwhile may know of work that began after this look did.
    if (!hasOpen) for (const listener of present) listener.onIdle();
  }
}
