import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { columnMemories } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { chosenColumns } from "../column-memory";
import type { ImportableReading } from "../pack-reading";
import type { ColumnMapping } from "../schema";

/** Keeps, with an import, which columns people took for something else than they look like. */
export async function rememberColumns(
  tx: Tx,
  ctx: Ctx,
  { columns, detected }: Pick<ImportableReading, "columns" | "detected">,
  mapping: ColumnMapping,
): Promise<void> {
  const known = await tx
    .select({ headerKey: columnMemories.headerKey })
    .from(columnMemories)
    .where(eq(columnMemories.orgId, ctx.orgId));
  const chosen = chosenColumns(
    columns.map(({ name }) => name),
    detected,
    mapping,
    new Set(known.map(({ headerKey }) => headerKey)),
  );
  if (chosen.length === 0) return;
  await tx
    .insert(columnMemories)
    .values(chosen.map((column) => ({ ...column, orgId: ctx.orgId, usedBy: actingUserId(ctx) })))
    .onConflictDoUpdate({
      target: [columnMemories.orgId, columnMemories.headerKey],
      set: { field: sql`excluded.field`, usedBy: sql`excluded.used_by`, usedAt: sql`now()` },
    });
}
