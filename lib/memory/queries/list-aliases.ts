import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { containing } from "@/lib/roles/queries/role-facts";
import { type AliasPage, AliasQuery, aliasesPerPage, type TitleAlias } from "../schema";

type Row = Pick<TitleAlias, "id" | "title" | "department" | "isMissing" | "note" | "learntFromName"> & {
  code: string | null;
  codeTitle: string | null;
  insteadOfCode: string | null;
  insteadOfTitle: string | null;
  createdAt: string;
  sessionId: string | null;
  sessionName: string | null;
  roleId: string | null;
  endedByName: string | null;
  endedAt: string | null;
  key: string;
};

function beyond(after: string): SQL {
  const [micros, id] = after.split("_");
  return sql`(a.key, a.id) < (${micros}::bigint, ${id}::uuid)`;
}

function toAlias(row: Row): TitleAlias {
  const { code, codeTitle, insteadOfCode, insteadOfTitle, createdAt, endedAt, key: _, ...alias } = row;
  const { sessionId, sessionName, roleId, ...rest } = alias;
  return {
    ...rest,
    occupation: code === null ? null : { code, title: codeTitle ?? code },
    insteadOf:
      insteadOfCode === null ? null : { code: insteadOfCode, title: insteadOfTitle ?? insteadOfCode },
    createdAt: new Date(createdAt),
    source: sessionId && sessionName !== null && roleId ? { sessionId, sessionName, roleId } : null,
    endedAt: endedAt === null ? null : new Date(endedAt),
  };
}

/** The organization's aliases, the newest first, 100 a page; with where each was learnt. */
export async function listAliases(ctx: Ctx, input: unknown): Promise<AliasPage> {
  authorize(ctx, "session:read");
  const { q, state, after } = AliasQuery.parse(input);
  const pattern = q === undefined ? null : containing(q);
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const titleOf = (code: SQL) => sql`coalesce(
      (select o.title from onet_occupations o where o.release = ${release} and o.code = ${code}),
      (select o.title from onet_occupations o where o.release = a.release and o.code = ${code}))`;
    const rows = await tx.execute<Row & Record<string, unknown>>(sql`
      select a.id, a.title, a.department, a.onet_code as code, ${titleOf(sql`a.onet_code`)} as "codeTitle",
             a.onet_code is not null and not exists (
               select 1 from onet_occupations o where o.release = ${release} and o.code = a.onet_code) as "isMissing",
             a.note, a.instead_of_code as "insteadOfCode", ${titleOf(sql`a.instead_of_code`)} as "insteadOfTitle",
             u.name as "learntFromName", a.created_at as "createdAt", s.id as "sessionId", s.name as "sessionName",
             a.role_id as "roleId", e.name as "endedByName", a.ended_at as "endedAt", a.key::text as key
        from (select *, (extract(epoch from created_at) * 1000000)::bigint as key from title_aliases
               where org_id = ${ctx.orgId}) a
        join users u on u.id = a.learnt_from
        left join users e on e.id = a.ended_by
        left join roles r on r.org_id = a.org_id and r.id = a.role_id
        left join discovery_sessions s on s.org_id = r.org_id and s.id = r.session_id and s.deleted_at is null
       where (a.ended_at is null) = ${state === "live"}
         and ${pattern === null ? sql`true` : sql`(a.title ilike ${pattern} or a.onet_code ilike ${pattern} or ${titleOf(sql`a.onet_code`)} ilike ${pattern})`}
         and ${after === undefined ? sql`true` : beyond(after)}
       order by a.key desc, a.id desc
       limit ${aliasesPerPage + 1}`);
    const page = rows.slice(0, aliasesPerPage);
    const last = rows.length > aliasesPerPage ? page.at(-1) : undefined;
    return { items: page.map(toAlias), nextCursor: last ? `${last.key}_${last.id}` : null, release };
  });
}
