import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { rowFixes } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { PlacedRule } from "../review-schema";

/** What was decided about the faulty rows of a waiting upload and not undone since, in order. */
export async function rulesInForce(tx: Tx, ctx: Ctx, uploadId: string): Promise<PlacedRule[]> {
  const rows = await tx
    .select({
      faultCode: rowFixes.faultCode,
      line: rowFixes.line,
      column: rowFixes.column,
      value: rowFixes.value,
      action: rowFixes.action,
      replacement: rowFixes.replacement,
      position: rowFixes.position,
    })
    .from(rowFixes)
    .where(and(eq(rowFixes.orgId, ctx.orgId), eq(rowFixes.uploadId, uploadId), isNull(rowFixes.undoneAt)))
    .orderBy(asc(rowFixes.position));
  return PlacedRule.array().parse(rows);
}
