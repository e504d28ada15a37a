import "server-only";
import type { Ctx } from "@/lib/auth/context";
import { applyAlias } from "@/lib/memory/alias-rules";
import { getAliasesForRoles } from "@/lib/memory/queries/aliases-for-roles";
import { matchInThread } from "./match-thread";
import type { IdentifiedMatch } from "./match-worker";
import { saveSuggestions } from "./mutations/save-suggestions";
import { getSuggestionBasis } from "./queries/suggestion-basis";
import { listRoleIds, listTitlesToMap, type TitleToMap } from "./queries/titles-to-map";
import { effectOfMistake } from "./review-order";
import type { SuggestionToSave } from "./schema";

/** Stands beside every suggestion; raise it when the matcher answers differently. */
const matcherVersion = "3";
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
    effect: null,
    aliasId: null,
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

/** The organization's own aliases go before what the matcher says. */
async function withAliases(
  ctx: Ctx,
  titles: readonly TitleToMap[],
  release: string,
  suggestions: readonly SuggestionToSave[],
): Promise<SuggestionToSave[]> {
  const titleOf = new Map(titles.map(({ roleId, title }) => [roleId, title]));
  const { byRole, confidence } = await getAliasesForRoles(ctx, [...titleOf.keys()], release);
  return suggestions.map((suggestion) => {
    const alias = byRole.get(suggestion.roleId);
    const title = titleOf.get(suggestion.roleId) ?? "";
    return alias ? applyAlias(suggestion, alias, title, confidence) : suggestion;
  });
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
  const { release, policy, codes, exposureOf } = await getSuggestionBasis(ctx);
  const suggestions: SuggestionToSave[] = [];
  await matchInThread(
    titles.map(({ roleId, ...title }) => ({ id: roleId, ...title })),
    (matches) => suggestions.push(...matches.map(toSuggestion)),
    { policy, top: candidateCount, codes },
  );
  const named = await withAliases(ctx, titles, release, suggestions);
  const weighed = named.map((suggestion) => ({
    ...suggestion,
    effect: effectOfMistake(suggestion.candidates, exposureOf),
  }));
  const isSaved = await saveSuggestions(ctx, { sessionId: batch.sessionId, release, policy }, weighed);
  return isSaved ? { mappedCount: suggestions.length } : mapRolesBatch(ctx, batch);
}
