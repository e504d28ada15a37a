import "server-only";
import type { Ctx } from "@/lib/auth/context";
import { matchInThread } from "./match-thread";
import type { IdentifiedMatch } from "./match-worker";
import { saveSuggestions } from "./mutations/save-suggestions";
import { getOccupationsToSuggest } from "./queries/occupations-to-suggest";
import { listRoleIds, listTitlesToMap } from "./queries/titles-to-map";
import type { SuggestionToSave } from "./schema";

/** Stands beside every suggestion; raise it when the matcher answers differently. */
const matcherVersion = "2";
const candidateCount = 5;
/** One step of the job. A thread builds its index in a second or two, so smaller ones would mostly build indexes. */
const rolesPerBatch = 1000;
/** A run should stay well under 200 steps, so a very large session takes larger ones. */
const mostBatches = 100;

function toSuggestion({ id, candidates, confidence, margin, accepted }: IdentifiedMatch): SuggestionToSave {
  return {
    roleId: id,
    matcherVersion,
    candidates: candidates.map(({ code, score, words }) => ({ code, score, words: [...words] })),
    confidence,
    margin,
    isAccepted: accepted,
  };
}

/** Ids of all roles of the session, in the batches that `mapRolesBatch` takes. */
export async function listRolesToMap(ctx: Ctx, sessionId: string): Promise<string[][]> {
  const ids = await listRoleIds(ctx, sessionId);
  const size = Math.max(rolesPerBatch, Math.ceil(ids.length / mostBatches));
  const batches: string[][] = [];
  for (let start = 0; start < ids.length; start += size) batches.push(ids.slice(start, start + size));
  return batches;
}

/**
 * Suggests occupations for these roles, only such as the release in use has, and stores the suggestions in place of
 * earlier ones. Decisions stay as they are. Repeatable; the matching runs in a thread of its own.
 * @returns how many roles there were: those that were removed meanwhile are left out
 */
export async function mapRolesBatch(
  ctx: Ctx,
  batch: { readonly sessionId: string; readonly roleIds: readonly string[] },
): Promise<{ mappedCount: number }> {
  const titles = await listTitlesToMap(ctx, batch.sessionId, batch.roleIds);
  if (titles.length === 0) return { mappedCount: 0 };
  const { release, codes } = await getOccupationsToSuggest(ctx);
  const suggestions: SuggestionToSave[] = [];
  await matchInThread(
    titles.map(({ roleId, ...title }) => ({ id: roleId, ...title })),
    (matches) => suggestions.push(...matches.map(toSuggestion)),
    { top: candidateCount, codes },
  );
  const isSaved = await saveSuggestions(ctx, { sessionId: batch.sessionId, release }, suggestions);
  return isSaved ? { mappedCount: suggestions.length } : mapRolesBatch(ctx, batch);
}
