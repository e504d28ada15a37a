import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { roleSuggestions, roles } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { isSamePolicy, type MatchPolicy } from "@/lib/roles/match-policy";
import { getMatchPolicy } from "@/lib/roles/queries/match-policy";
import type { SuggestionToSave } from "@/lib/roles/schema";
import { openForEdit } from "@/lib/sessions/mutations";

const incoming = (column: string) => sql.raw(`excluded.${column}`);

/**
 * Stores what the matcher says, in place of what it said before; decisions are another table and stay. The history
 * tells of the request, not of each suggestion.
 * @returns false, with nothing stored, when another release was taken into use or the rule changed while it matched
 */
export async function saveSuggestions(
  ctx: Ctx,
  {
    sessionId,
    release,
    policy,
  }: { readonly sessionId: string; readonly release: string; readonly policy: MatchPolicy },
  suggestions: readonly SuggestionToSave[],
): Promise<boolean> {
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    if ((await getReleaseInUse(tx, ctx)) !== release) return false;
    if (!isSamePolicy(await getMatchPolicy(tx, ctx), policy)) return false;
    // A role may have gone with its upload since the batch was read.
    const present = await tx
      .select({ id: roles.id })
      .from(roles)
      .where(
        and(
          eq(roles.orgId, ctx.orgId),
          eq(roles.sessionId, sessionId),
          inArray(
            roles.id,
            suggestions.map((suggestion) => suggestion.roleId),
          ),
        ),
      );
    const ids = new Set(present.map((role) => role.id));
    const rows = suggestions
      .filter((suggestion) => ids.has(suggestion.roleId))
      .map((suggestion) => ({
        ...suggestion,
        orgId: ctx.orgId,
        release,
        bestCode: suggestion.candidates[0]?.code ?? null,
      }));
    if (rows.length === 0) return true;
    await tx
      .insert(roleSuggestions)
      .values(rows)
      .onConflictDoUpdate({
        target: [roleSuggestions.orgId, roleSuggestions.roleId],
        set: {
          release: incoming("release"),
          matcherVersion: incoming("matcher_version"),
          candidates: incoming("candidates"),
          bestCode: incoming("best_code"),
          confidence: incoming("confidence"),
          margin: incoming("margin"),
          isAccepted: incoming("is_accepted"),
          effect: incoming("effect"),
          aliasId: incoming("alias_id"),
          suggestedAt: sql`now()`,
          // What a model chose, it chose among other candidates; the choices it made of these are known still.
          modelOutcome: null,
          modelCode: null,
          modelReason: null,
          modelName: null,
          modelErrorCode: null,
        },
      });
    return true;
  });
}
