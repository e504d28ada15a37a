import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";

/** Deleted in one transaction; each takes its scorings with it. */
const chunkSize = 200;

/** Deletes the people whose retention is over, in every organization. Harmless to repeat. */
export async function sweepProfiles(): Promise<{ erasedCount: number }> {
  let erasedCount = 0;
  for (;;) {
    const erased = await asSystem("sweep profiles whose retention is over", (tx) =>
      tx.execute(sql`
        with due as (
          select org_id, id from profiles
           where retain_until < (now() at time zone 'utc')::date
           limit ${chunkSize} for update skip locked
        ), erased as (
          delete from profiles p using due where p.org_id = due.org_id and p.id = due.id returning p.org_id, p.id
        )
        insert into history (org_id, name, subject_kind, subject_id, actor_kind, request_id, data)
        select org_id, 'profile.erased', 'profile', id::text, 'system', 'sweep-profiles', '{"reason": "retention"}'
          from erased
        returning id`),
    );
    erasedCount += erased.length;
    if (erased.length < chunkSize) return { erasedCount };
  }
}
