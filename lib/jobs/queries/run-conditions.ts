import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { RunStatus } from "@/db/enums";
import { functionIdOf } from "../function-names";
import { noOrgId } from "../local-runner/run-queue";
import { momentOf, type RunFilter } from "../run-filters";
import type { RunSight } from "./run-sight";

/** Failure functions are no work of their own. As the index says it, word for word. */
export const isMainRun = sql.raw("r.function_id not like '%-failure'");

/** Nothing typed into a search acts as a wildcard. */
function containing(typed: string): string {
  return `%${typed.replace(/[\\%_]/g, "\\$&")}%`;
}

function moment(text: string | undefined): string | undefined {
  return momentOf(text)?.toISOString();
}

function timeConditions({ from, to }: RunFilter): SQL[] {
  const [since, until] = [moment(from), moment(to)];
  return [
    ...(since ? [sql`r.created_at >= ${since}::timestamptz`] : []),
    ...(until ? [sql`r.created_at < ${until}::timestamptz`] : []),
  ];
}

function orgConditions({ org }: RunFilter, { scope }: RunSight): SQL[] {
  if (!org || scope !== "installation") return [];
  return [sql`r.org_id = ${org === "none" ? noOrgId : org}`];
}

/** `error is not null` leads to the index of the few runs that have one. */
function errorConditions({ error, q }: RunFilter, sight: RunSight): SQL[] {
  const text = q.trim();
  return [
    ...(error ? [sql`r.error is not null and r.error ->> 'name' = ${error}`] : []),
    ...(text
      ? [sql`r.error is not null and ${sight.messages} and r.error ->> 'message' ilike ${containing(text)}`]
      : []),
  ];
}

/** What a filter leaves of the runs somebody sees, over `function_runs r`. */
export function runConditions(sight: RunSight, filter: RunFilter, status: RunStatus | undefined): SQL {
  return sql.join(
    [
      sight.runs,
      isMainRun,
      ...(status ? [sql`r.status = ${status}`] : []),
      ...(filter.function ? [sql`r.function_id = ${functionIdOf(filter.function)}`] : []),
      ...(filter.job ? [sql`r.job_id = ${filter.job}`] : []),
      ...(filter.by ? [sql`r.requested_by = ${filter.by}`] : []),
      ...orgConditions(filter, sight),
      ...timeConditions(filter),
      ...errorConditions(filter, sight),
    ],
    sql` and `,
  );
}
