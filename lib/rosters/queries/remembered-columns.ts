import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { columnMemories, users } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import type { RememberedColumn } from "../column-memory";
import { RosterField } from "../schema";

/** What people of the organization took columns for when they imported rosters before. */
export async function rememberedColumns(tx: Tx, ctx: Ctx): Promise<RememberedColumn[]> {
  const rows = await tx
    .select({
      headerKey: columnMemories.headerKey,
      field: columnMemories.field,
      byName: users.name,
      at: columnMemories.usedAt,
    })
    .from(columnMemories)
    .innerJoin(users, eq(users.id, columnMemories.usedBy))
    .where(eq(columnMemories.orgId, ctx.orgId));
  return rows.map((row) => ({
    ...row,
    field: RosterField.nullable().parse(row.field),
    at: row.at.toISOString(),
  }));
}
