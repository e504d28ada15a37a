import { answerInWorkerThread } from "@/lib/worker-threads";
import type { MatchPolicy } from "./match-policy";
import { type MatchInput, matchTitle, type TitleMatch } from "./occupation-matcher";
import type { TitleIndex } from "./title-index";
import { readTitleIndex } from "./title-index-reader";

/** Body of the matching thread; started by `match-thread.ts`. Reports batches of matches, answers with their number. */

export type MatchTask = {
  readonly titles: readonly (MatchInput & { readonly id: string })[];
  readonly policy: MatchPolicy;
  /** Candidates per title. */
  readonly top: number;
  /** Titles per batch. */
  readonly batch: number;
  /** The occupations that may be suggested; null: all that the reference pack has. */
  readonly codes: readonly string[] | null;
};

export type IdentifiedMatch = TitleMatch & { readonly id: string };

let known: { readonly codes: string; readonly index: TitleIndex } | undefined;

/** The index for these occupations; the one of the work before where they are the same. */
function indexFor(codes: readonly string[] | null): TitleIndex {
  const key = JSON.stringify(codes);
  if (known?.codes !== key) {
    // Two at once would not fit into the thread.
    known = undefined;
    known = { codes: key, index: readTitleIndex(codes === null ? undefined : new Set(codes)) };
  }
  return known.index;
}

async function matchAll(input: unknown, report: (matches: IdentifiedMatch[]) => void): Promise<number> {
  // Only `matchInThread` starts this thread.
  const { titles, policy, top, batch, codes } = input as MatchTask;
  const index = indexFor(codes);
  for (let start = 0; start < titles.length; start += batch) {
    const part = titles.slice(start, start + batch);
    report(part.map((title) => ({ id: title.id, ...matchTitle(index, title, top, policy) })));
  }
  return titles.length;
}

answerInWorkerThread(matchAll);
