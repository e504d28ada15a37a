import MiniSearch from "minisearch";
import postgres from "postgres";
import type { TitlePack } from "@/lib/roles/title-forms";
import type { OwnDatabase } from "./own-database";

/** The 6-digit codes that another way of searching the same titles gives, best first. */
export type Peer = {
  readonly name: string;
  readonly ask: (title: string) => readonly string[] | Promise<readonly string[]>;
};

const hitsRead = 200;
const codesGiven = 5;

function listRows(pack: TitlePack): { title: string; soc: string }[] {
  return [...pack.occupations, ...pack.titles].map(({ code, title }) => ({ title, soc: code.slice(0, 7) }));
}

function firstDistinct(socs: readonly string[]): string[] {
  return [...new Set(socs)].slice(0, codesGiven);
}

/** Fuzzy words, any of them; each code by its best title. */
export function openMiniSearch(pack: TitlePack): Peer {
  const search = new MiniSearch({ fields: ["title"], storeFields: ["soc"] });
  search.addAll(listRows(pack).map((row, id) => ({ id, ...row })));
  return {
    name: "MiniSearch",
    ask: (title) => {
      const found = search.search(title, { fuzzy: 0.2, combineWith: "OR" });
      return firstDistinct(found.slice(0, hitsRead).map((hit) => String(hit.soc)));
    },
  };
}

/** Similarity of trigrams in PostgreSQL, with its index; each code by its best title. */
export async function openTrigrams(
  { addresses }: OwnDatabase,
  pack: TitlePack,
): Promise<{ peer: Peer; close: () => Promise<void> }> {
  const sql = postgres(addresses.DATABASE_OWNER_URL, {
    max: 1,
    onnotice: () => undefined,
  });
  await sql`create extension if not exists pg_trgm`;
  await sql`create temporary table peer_titles (title text, soc text)`;
  const rows = listRows(pack);
  for (let at = 0; at < rows.length; at += 5000)
    await sql`insert into peer_titles ${sql(rows.slice(at, at + 5000))}`;
  await sql`create index on peer_titles using gist (title gist_trgm_ops)`;
  await sql`analyze peer_titles`;
  return {
    peer: {
      name: "pg_trgm",
      ask: async (title) => {
        const found = await sql<{ soc: string }[]>`
          select soc from peer_titles where title % ${title}
          order by title <-> ${title} limit ${hitsRead}`;
        return firstDistinct(found.map(({ soc }) => soc));
      },
    },
    close: () => sql.end(),
  };
}
