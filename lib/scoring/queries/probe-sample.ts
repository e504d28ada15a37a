import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { ProfileContent } from "@/lib/profiles/schema";

export interface SampledProfile {
  readonly id: string;
  readonly content: ProfileContent;
}

/**
 * So many of the organization's profiles, by chance and yet the same ones for the same template, so that two probes of
 * it can be compared.
 * @throws AppError `invalid` when there are none
 */
export async function sampleProfiles(
  tx: Tx,
  ctx: Ctx,
  { templateId, sampleSize }: { readonly templateId: string; readonly sampleSize: number },
): Promise<SampledProfile[]> {
  const rows = await tx.execute<{ id: string; content: unknown }>(sql`
    select id, content from profiles
     where org_id = ${ctx.orgId}
     order by md5(id::text || ${templateId}::text), id
     limit ${sampleSize}`);
  if (rows.length === 0) throw invalid("There are no profiles to probe with. Import some first.");
  return rows.map(({ id, content }) => ({ id, content: ProfileContent.parse(content) }));
}
