import "server-only";
import { sql } from "drizzle-orm";
import { identityDb } from "@/db/client";
import { newestMigration } from "@/db/migrate";
import { type EngineMode, engineMode } from "@/lib/jobs/engine";

export interface Readiness {
  readonly ready: boolean;
  readonly database: boolean;
  readonly migrations: boolean;
  readonly worker: boolean;
  /** Who carries out the functions. */
  readonly engine: EngineMode;
}

/** A worker writes its heartbeat every two seconds; after this it counts as gone. */
const workerSilenceSeconds = 10;

export async function readiness(): Promise<Readiness> {
  const engine = engineMode();
  try {
    const [row] = await identityDb().execute<{ newest: string | null; workers: number }>(sql`
      select (select max(created_at) from drizzle.__drizzle_migrations) as newest,
             (select count(*)::int from workers
               where heartbeat_at > now() - make_interval(secs => ${workerSilenceSeconds})) as workers`);
    const migrations = Number(row?.newest ?? 0) >= newestMigration();
    const worker = (row?.workers ?? 0) > 0;
    return { ready: migrations && worker, database: true, migrations, worker, engine };
  } catch {
    return { ready: false, database: false, migrations: false, worker: false, engine };
  }
}
