import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { successorLevels } from "@/db/enums";
import type {
  LevelReport,
  ReleaseReport,
  ReportedChanges,
  ReportedElement,
  SuccessorLevel,
  TouchedSession,
} from "@/lib/onet/schema";

const exampleCount = 20;
const mostSessions = 1_000;

type Pair = { readonly from: string; readonly to: string };

/** Id, name, the id of the element above, and what may change, of every element of a level. */
const elements: { readonly [L in SuccessorLevel]: (release: string) => SQL } = {
  occupation: (release) => sql`
    (select o.code as id, o.title as name, null::text as parent, o.title, null::text as statement,
            null::numeric as importance, z.job_zone
       from onet_occupations o left join onet_job_zones z on z.release = o.release and z.code = o.code
      where o.release = ${release})`,
  task: (release) => sql`
    (select task_id::text as id, coalesce(statement, 'Task ' || task_id) as name, code as parent,
            null::text as title, statement, importance, null::smallint as job_zone
       from onet_tasks where release = ${release})`,
  dwa: (release) => named(sql`onet_dwas`, sql`iwa_id`, release),
  iwa: (release) => named(sql`onet_iwas`, sql`gwa_id`, release),
  gwa: (release) => named(sql`onet_gwas`, sql`null::text`, release),
};

function named(table: SQL, parent: SQL, release: string): SQL {
  return sql`
    (select id, name, ${parent} as parent, name as title, null::text as statement, null::numeric as importance,
            null::smallint as job_zone
       from ${table} where release = ${release})`;
}

const levelAbove: { readonly [L in SuccessorLevel]: SuccessorLevel | null } = {
  occupation: null,
  task: "occupation",
  dwa: "iwa",
  iwa: "gwa",
  gwa: null,
};

/**
 * What taking the release `to` instead of `from` means: what came, changed, moved and vanished, per level, and the
 * sessions whose decisions name what moved or vanished. Inside `inOrg` these are the organization's own sessions.
 */
export async function reportRelease(tx: Tx, { from, to }: Pair): Promise<ReleaseReport> {
  const levels: LevelReport[] = [];
  for (const level of successorLevels) levels.push(await reportLevel(tx, level, { from, to }));
  return { from, to, levels, sessions: await listTouchedSessions(tx, to) };
}

async function reportLevel(tx: Tx, level: SuccessorLevel, pair: Pair): Promise<LevelReport> {
  return {
    level,
    came: await listWithoutSuccessor(tx, level, { from: pair.to, to: pair.from }),
    changed: await listChanged(tx, level, pair),
    moved: await listMoved(tx, level, pair),
    vanished: await listWithoutSuccessor(tx, level, pair),
  };
}

type Found = ReportedElement & { readonly total: number };

function toChanges(rows: readonly Found[]): ReportedChanges {
  return {
    count: rows[0]?.total ?? 0,
    examples: rows.map(({ total: _, ...element }) => element),
  };
}

async function listWithoutSuccessor(tx: Tx, level: SuccessorLevel, { from, to }: Pair) {
  const rows = await tx.execute<Found>(sql`
    select a.id, a.name, null as what, null as was, null as "is", count(*) over ()::int as total
      from ${elements[level](from)} a
      join onet_successors s on s.from_release = ${from} and s.to_release = ${to} and s.level = ${level}
                            and s.element_id = a.id and s.successor_id is null
     order by length(a.id), a.id limit ${exampleCount}`);
  return toChanges(rows);
}

/** The elements of both releases, side by side. */
function sideBySide(level: SuccessorLevel, { from, to }: Pair): SQL {
  return sql`
    ${elements[level](from)} a
    join onet_successors s on s.from_release = ${from} and s.to_release = ${to} and s.level = ${level}
                          and s.element_id = a.id
    join ${elements[level](to)} b on b.id = s.successor_id`;
}

/** A statement or figure that one of the two releases does not hold is no change of it. */
async function listChanged(tx: Tx, level: SuccessorLevel, pair: Pair) {
  const rows = await tx.execute<Found>(sql`
    select id, name, what, was, "is", count(*) over ()::int as total
      from (select b.id, b.name,
                   case when a.title <> b.title then 'title' when a.statement <> b.statement then 'statement'
                        when a.importance is distinct from b.importance then 'importance' else 'job_zone' end as what,
                   case when a.title <> b.title then a.title when a.statement <> b.statement then a.statement
                        when a.importance is distinct from b.importance then a.importance::text
                        else a.job_zone::text end as was,
                   case when a.title <> b.title then b.title when a.statement <> b.statement then b.statement
                        when a.importance is distinct from b.importance then b.importance::text
                        else b.job_zone::text end as "is"
              from ${sideBySide(level, pair)}
             where a.title <> b.title or a.statement <> b.statement
                or a.importance is distinct from b.importance or a.job_zone is distinct from b.job_zone) changes
     order by length(id), id limit ${exampleCount}`);
  return toChanges(rows);
}

async function listMoved(tx: Tx, level: SuccessorLevel, pair: Pair): Promise<ReportedChanges> {
  const above = levelAbove[level];
  if (above === null) return { count: 0, examples: [] };
  const rows = await tx.execute<Found>(sql`
    select b.id, b.name, 'parent' as what, old.name as was, new.name as "is", count(*) over ()::int as total
      from ${sideBySide(level, pair)}
      join onet_successors p on p.from_release = ${pair.from} and p.to_release = ${pair.to}
                            and p.level = ${above} and p.element_id = a.parent
      join ${elements[above](pair.from)} old on old.id = a.parent
      join ${elements[above](pair.to)} new on new.id = b.parent
     where p.successor_id is distinct from b.parent
     order by length(b.id), b.id limit ${exampleCount}`);
  return toChanges(rows);
}

/** Decisions stay with the release they were made in, so each is followed from its own. */
async function listTouchedSessions(tx: Tx, to: string): Promise<TouchedSession[]> {
  const rows = await tx.execute<TouchedSession>(sql`
    with decisions as (
      select d.org_id, r.session_id, d.release, 'occupation' as level, d.onet_code as element_id
        from role_decisions d join roles r on r.org_id = d.org_id and r.id = d.role_id
       where d.onet_code is not null and d.release <> ${to}
      union all
      select org_id, session_id, release, null, activity_id from activity_choices where release <> ${to}
      union all
      select org_id, session_id, release, 'dwa', nearest_dwa_id from own_activities
       where nearest_dwa_id is not null and removed_at is null and release <> ${to}
    ), followed as (
      select d.org_id, d.session_id, s.successor_id is null as has_vanished,
             s.level = 'dwa' and s.successor_id is not null and exists (
               select from onet_dwas a
                 join onet_iwas ai on ai.release = a.release and ai.id = a.iwa_id
                 join onet_dwas b on b.release = ${to} and b.id = s.successor_id
                 join onet_iwas bi on bi.release = b.release and bi.id = b.iwa_id
                 left join onet_successors i on i.from_release = a.release and i.to_release = ${to}
                                            and i.level = 'iwa' and i.element_id = a.iwa_id
                 left join onet_successors g on g.from_release = a.release and g.to_release = ${to}
                                            and g.level = 'gwa' and g.element_id = ai.gwa_id
                where a.release = d.release and a.id = d.element_id
                  and (i.successor_id is distinct from b.iwa_id or g.successor_id is distinct from bi.gwa_id)
             ) as has_moved
        from decisions d
        join onet_successors s on s.from_release = d.release and s.to_release = ${to}
                              and s.element_id = d.element_id
                              and (s.level = d.level or d.level is null and s.level in ('dwa', 'gwa'))
    )
    select f.org_id as "orgId", f.session_id as "sessionId",
           count(*) filter (where f.has_vanished)::int as "vanishedCount",
           count(*) filter (where f.has_moved)::int as "movedCount"
      from followed f
      join discovery_sessions w on w.org_id = f.org_id and w.id = f.session_id and w.deleted_at is null
     where f.has_vanished or f.has_moved
     group by f.org_id, f.session_id
     order by f.org_id, f.session_id limit ${mostSessions}`);
  return [...rows];
}
