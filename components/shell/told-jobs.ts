import { z } from "zod";
import type { JobView } from "@/lib/jobs/schema";

/** What this browser has told a person: a notice appears once, in one tab, and again to nobody. */
const Memory = z.object({
  /** What ended before the person's first visit in this browser was told elsewhere, or is no news. */
  since: z.string(),
  told: z.array(z.string()),
});
type Memory = z.infer<typeof Memory>;

const dayMs = 24 * 3_600_000;
const toldLimit = 300;

/** A job that was started again may end again. */
export const markOf = (job: JobView) => `${job.id} ${job.endedAt}`;

type Keeper = Pick<Storage, "getItem" | "setItem">;

const kept = new Map<string, string>();
/** For browsers that let pages keep nothing: until the next reload. */
const forThisPage: Keeper = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
};

function keeperOfThisBrowser(): Keeper {
  try {
    return window.localStorage;
  } catch {
    return forThisPage;
  }
}

function read(keeper: Keeper, key: string): Memory | undefined {
  try {
    return Memory.parse(JSON.parse(keeper.getItem(key) ?? ""));
  } catch {
    return undefined;
  }
}

/**
 * Takes from these jobs those that ended within a day and that nobody was told of yet; they count as told then. Call
 * it under a lock: two tabs may do so at once.
 * @param key the person and the organization
 * @param asOf the server's time when the page was rendered
 */
export function takeUntold(
  key: string,
  jobs: readonly JobView[],
  asOf: string,
  keeper: Keeper = keeperOfThisBrowser(),
): readonly JobView[] {
  const { since, told } = read(keeper, key) ?? { since: asOf, told: [] };
  const aDayAgo = new Date(Date.parse(asOf) - dayMs).toISOString();
  const isUntold = (job: JobView) =>
    job.endedAt !== null && job.endedAt > since && job.endedAt > aDayAgo && !told.includes(markOf(job));
  const untold = jobs.filter(isUntold);
  const memory: Memory = { since, told: [...told, ...untold.map(markOf)].slice(-toldLimit) };
  keeper.setItem(key, JSON.stringify(memory));
  return untold;
}
