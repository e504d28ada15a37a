import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { titleChoices } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getModelSettings } from "@/lib/llm/queries/model-settings";
import { getOccupationNames } from "@/lib/onet/queries";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import type { KnownChoice, TitleQuestion } from "@/lib/roles/prompt";
import { StoredCandidates } from "@/lib/roles/schema";
import { fitsRelease } from "./role-facts";
import { listTitlesToMap } from "./titles-to-map";

/** A role whose title a model may be asked about. */
export interface RoleQuestion extends TitleQuestion {
  readonly roleId: string;
}

export interface TitlesToAsk {
  readonly release: string;
  readonly model: string;
  readonly questions: readonly RoleQuestion[];
}

/** Whether the organization wants a model asked for titles, whatever the provider says to it. */
export async function isModelMappingOn(ctx: Ctx): Promise<boolean> {
  authorize(ctx, "session:read");
  const { mappingOnSince } = await inOrg(ctx, (tx) => getModelSettings(tx, ctx));
  return mappingOnSince !== null;
}

function listUnclear(tx: Tx, ctx: Ctx, roleIds: readonly string[], release: string) {
  return tx.execute<{ roleId: string; candidates: unknown }>(sql`
    select s.role_id as "roleId", s.candidates
      from role_suggestions s
     where s.org_id = ${ctx.orgId} and s.role_id = any(${sql.param([...roleIds])}::uuid[])
       and not s.is_accepted and s.best_code is not null and ${fitsRelease(release)}
       and not exists (select 1 from role_decisions d where d.org_id = ${ctx.orgId} and d.role_id = s.role_id)`);
}

/** Of these roles those that nobody decided and the rule does not accept, with the occupations to choose among. */
export async function listTitlesToAsk(
  ctx: Ctx,
  { sessionId, roleIds }: { readonly sessionId: string; readonly roleIds: readonly string[] },
): Promise<TitlesToAsk> {
  const titles = await listTitlesToMap(ctx, sessionId, roleIds);
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const { mappingModel } = await getModelSettings(tx, ctx);
    const rows = await listUnclear(
      tx,
      ctx,
      titles.map(({ roleId }) => roleId),
      release,
    );
    const candidatesOf = new Map(
      rows.map((row) => [row.roleId, StoredCandidates.parse(row.candidates).map(({ code }) => code)]),
    );
    const names = await getOccupationNames(tx, release, [...new Set([...candidatesOf.values()].flat())]);
    const questions = titles.flatMap((title): RoleQuestion[] => {
      const candidates = (candidatesOf.get(title.roleId) ?? []).flatMap((code) => {
        const occupation = names.get(code);
        return occupation === undefined ? [] : [{ code, title: occupation }];
      });
      return candidates.length > 0 ? [{ ...title, candidates }] : [];
    });
    return { release, model: mappingModel.name, questions };
  });
}

/** What was answered to these questions before, by their hash. */
export async function findKnownChoices(
  ctx: Ctx,
  hashes: readonly string[],
): Promise<Map<string, KnownChoice>> {
  authorize(ctx, "session:read");
  if (hashes.length === 0) return new Map();
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select({ hash: titleChoices.inputHash, code: titleChoices.onetCode, reason: titleChoices.reason })
      .from(titleChoices)
      .where(and(eq(titleChoices.orgId, ctx.orgId), inArray(titleChoices.inputHash, [...hashes]))),
  );
  return new Map(
    rows.map(({ hash, code, reason }): [string, KnownChoice] => [
      hash,
      code === null ? { outcome: "none", code, reason } : { outcome: "chosen", code, reason },
    ]),
  );
}
