import "server-only";
import { type SQL, sql } from "drizzle-orm";

/** What went wrong last is over once steps are settled, unless another step than these waits to be tried again. */
export function errorAfterSteps(run: SQL, settled: SQL): SQL {
  return sql`case when ${run}.error is not null and exists (
      select from function_steps other
       where other.org_id = ${run}.org_id and other.run_id = ${run}.id and other.settled_at is null
         and other.last_error is not null and other.step_hash <> all (${settled}))
    then ${run}.error end`;
}
