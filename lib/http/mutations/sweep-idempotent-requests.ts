import "server-only";
import { lt, sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { idempotentRequests } from "@/db/schema";

/** Forgets the keys of requests that are older than a day, in every organization. Harmless to repeat. */
export async function sweepIdempotentRequests(): Promise<{ forgottenCount: number }> {
  const forgotten = await asSystem("sweep: idempotent requests", (tx) =>
    tx
      .delete(idempotentRequests)
      .where(lt(idempotentRequests.createdAt, sql`now() - interval '24 hours'`))
      .returning({ key: idempotentRequests.key }),
  );
  return { forgottenCount: forgotten.length };
}
