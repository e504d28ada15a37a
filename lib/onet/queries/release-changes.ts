import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { LevelChanges } from "@/lib/onet/releases";

type Row = LevelChanges & Record<string, unknown>;

/** Elements that both releases have, under codes or task ids that O*NET keeps. */
function byKey(level: string, table: string, key: string, same: SQL, from: string, to: string): SQL {
  const id = sql.identifier(key);
  const rows = (release: string) => sql`(select * from ${sql.identifier(table)} where release = ${release})`;
  return sql`
    select ${level} as level, count(*) filter (where old.release is null)::int as came,
           count(*) filter (where old.release is not null and new.release is not null and not (${same}))::int as changed,
           0 as moved, count(*) filter (where new.release is null)::int as vanished
      from ${rows(from)} old full join ${rows(to)} new on new.${id} = old.${id}`;
}

/** Elements that are followed through the table of successors, with the element above them. */
function bySuccessor(level: string, table: string, above: SQL, from: string, to: string): SQL {
  const name = sql.identifier(table);
  return sql`
    select ${level} as level,
           (select count(*)::int from ${name} e
             where e.release = ${to} and not exists (select 1 from onet_successors s
               where s.from_release = ${from} and s.to_release = ${to} and s.level = ${level} and s.successor_id = e.id)),
           count(*) filter (where new.name <> old.name)::int, count(*) filter (where ${above})::int,
           count(*) filter (where new.id is null)::int
      from ${name} old
      left join onet_successors s on s.from_release = ${from} and s.to_release = ${to} and s.level = ${level}
       and s.element_id = old.id
      left join ${name} new on new.release = ${to} and new.id = s.successor_id
     where old.release = ${from}`;
}

/** True where the element above is another one than what became of the old one above. */
const isMoved = (level: string, column: string, from: string, to: string) => sql`
  new.id is not null and not exists (select 1 from onet_successors up
    where up.from_release = ${from} and up.to_release = ${to} and up.level = ${level}
      and up.element_id = old.${sql.identifier(column)} and up.successor_id = new.${sql.identifier(column)})`;

/**
 * What came, changed, moved and vanished between two releases, per level: a changed title, or for a task another
 * statement, occupation or importance; moved is an activity under another one than before.
 */
export async function countReleaseChanges(ctx: Ctx, from: string, to: string): Promise<LevelChanges[]> {
  authorize(ctx, "reference:read");
  const sameTask = sql`old.code = new.code and old.importance is not distinct from new.importance
    and coalesce(old.statement = new.statement, true)`;
  const rows = await inOrg(ctx, (tx) =>
    tx.execute<Row>(sql`
      ${byKey("occupation", "onet_occupations", "code", sql`old.title = new.title`, from, to)}
      union all ${byKey("task", "onet_tasks", "task_id", sameTask, from, to)}
      union all ${bySuccessor("gwa", "onet_gwas", sql`false`, from, to)}
      union all ${bySuccessor("iwa", "onet_iwas", isMoved("gwa", "gwa_id", from, to), from, to)}
      union all ${bySuccessor("dwa", "onet_dwas", isMoved("iwa", "iwa_id", from, to), from, to)}`),
  );
  return [...rows];
}
