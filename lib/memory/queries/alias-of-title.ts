import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import type { AliasOfRole } from "@/lib/roles/panel-schema";

type Row = Omit<AliasOfRole, "occupation" | "createdAt"> & {
  code: string | null;
  codeTitle: string | null;
  createdAt: string;
};

/** The alias that stands for a title, that of its department first; also one that the release has no use for. */
export async function findAliasOfTitle(
  tx: Tx,
  ctx: Ctx,
  { titleKey, departmentKey, release }: { titleKey: string; departmentKey: string | null; release: string },
): Promise<AliasOfRole | null> {
  const [row] = await tx.execute<Row & Record<string, unknown>>(sql`
    select a.id, a.title, a.department, a.onet_code as code,
           coalesce((select o.title from onet_occupations o where o.release = ${release} and o.code = a.onet_code),
                    (select o.title from onet_occupations o where o.release = a.release and o.code = a.onet_code))
             as "codeTitle",
           a.onet_code is not null and not exists (
             select 1 from onet_occupations o where o.release = ${release} and o.code = a.onet_code) as "isMissing",
           u.name as "learntFromName", a.created_at as "createdAt"
      from title_aliases a
      join users u on u.id = a.learnt_from
     where a.org_id = ${ctx.orgId} and a.title_key = ${titleKey} and a.ended_at is null
       and (a.department_key is null or a.department_key = ${departmentKey}::text)
     order by a.department_key nulls last
     limit 1`);
  if (!row) return null;
  const { code, codeTitle, createdAt, ...alias } = row;
  return {
    ...alias,
    occupation: code === null ? null : { code, title: codeTitle ?? code },
    createdAt: new Date(createdAt),
  };
}
