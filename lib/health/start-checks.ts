import "server-only";
import { sql } from "drizzle-orm";
import { identityDb } from "@/db/client";
// Validates the environment as it loads.
import "@/lib/env";

/** The application must not be able to walk through its own walls: the start stops when its role could. */
export async function refuseUnsafeStart(): Promise<void> {
  const [role] = await identityDb().execute<{ unsafe: boolean; name: string }>(sql`
    select current_user as name,
           rolsuper or rolbypassrls
             or exists (select 1 from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace)
             as unsafe
      from pg_roles r where rolname = current_user`);
  if (role?.unsafe) {
    throw new Error(
      `The database role "${role.name}" owns tables or passes row-level security. Let DATABASE_URL name the role opportune_app.`,
    );
  }
}
