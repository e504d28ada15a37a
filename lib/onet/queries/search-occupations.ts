import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { onetOccupations } from "@/db/schema";
import type { OccupationHit } from "@/lib/onet/schema";
import { parseTitleSearch } from "@/lib/onet/title-search";

/**
 * Occupations whose own title, or one of whose alternate, short or reported titles, holds every word of `text` (each
 * as the beginning of a word, in any order), best first; or, when `text` is the beginning of a code, those codes.
 * Nothing in `text` acts as a wildcard. A text without a letter or digit finds nothing.
 */
export async function searchOccupations(
  tx: Tx,
  release: string,
  text: string,
  limit: number,
): Promise<OccupationHit[]> {
  const search = parseTitleSearch(text);
  if (search === null) return [];
  if (search.kind === "code") return await searchByCode(tx, release, search.digits, limit);
  const words = (title: string) => sql.raw(`regexp_replace(${title}, '[^[:alnum:]]+', ' ', 'g')`);
  const rows = await tx.execute<OccupationHit & Record<string, unknown>>(sql`
    with hits as (
      select code, title, 'occupation' as kind, trim(lower(${words("title")})) as plain
        from onet_occupations
       where release = ${release}
         and to_tsvector('simple', ${words("title")}) @@ to_tsquery('simple', ${search.query})
      union all
      select code, title, kind, trim(lower(${words("title")}))
        from onet_titles
       where release = ${release}
         and to_tsvector('simple', ${words("title")}) @@ to_tsquery('simple', ${search.query})
    ), ranked as (
      select *, case when plain = ${search.plain} then 0 when starts_with(plain, ${search.plain}) then 2 else 4 end
              + case when kind = 'occupation' then 0 else 1 end as rank
        from hits
    ), best as (
      select distinct on (code) code, title, kind, rank
        from ranked
       order by code, rank, length(title), title, kind
    )
    select best.code, onet_occupations.title, best.kind as "matchedKind",
           case when best.kind = 'occupation' then null else best.title end as "matchedTitle"
      from best
      join onet_occupations on onet_occupations.release = ${release} and onet_occupations.code = best.code
     order by best.rank, length(best.title), best.code
     limit ${limit}`);
  return rows.map(({ code, title, matchedKind, matchedTitle }) => ({
    code,
    title,
    matchedKind,
    matchedTitle,
  }));
}

async function searchByCode(
  tx: Tx,
  release: string,
  digits: string,
  limit: number,
): Promise<OccupationHit[]> {
  const rows = await tx
    .select({ code: onetOccupations.code, title: onetOccupations.title })
    .from(onetOccupations)
    .where(
      and(
        eq(onetOccupations.release, release),
        sql`starts_with(translate(${onetOccupations.code}, '-.', ''), ${digits})`,
      ),
    )
    .orderBy(asc(onetOccupations.code))
    .limit(limit);
  return rows.map((row) => ({ ...row, matchedTitle: null, matchedKind: "code" }));
}
