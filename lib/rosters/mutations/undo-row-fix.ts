import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { rowFixes } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { UndoRowFixInput } from "../review-schema";
import { openChangeableUpload } from "./waiting-upload";

/**
 * Takes one act on faulty rows back, with all rules that it made: those of one moment by one person.
 * @throws AppError `conflict` when it is undone already
 */
export async function undoRowFix(ctx: Ctx, input: unknown): Promise<{ undoneCount: number }> {
  const { uploadId, fixId } = UndoRowFixInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openChangeableUpload(tx, ctx, uploadId);
    const here = and(eq(rowFixes.orgId, ctx.orgId), eq(rowFixes.uploadId, uploadId));
    const [fix] = await tx
      .select({ id: rowFixes.id })
      .from(rowFixes)
      .where(and(here, eq(rowFixes.id, fixId)));
    if (!fix) throw notFound("decision");
    const undone = await tx
      .update(rowFixes)
      .set({ undoneAt: sql`now()` })
      .where(
        and(
          here,
          isNull(rowFixes.undoneAt),
          sql`(${rowFixes.madeAt}, ${rowFixes.madeBy}) = (select made_at, made_by from row_fixes f
               where f.org_id = ${ctx.orgId} and f.id = ${fixId})`,
        ),
      )
      .returning({ id: rowFixes.id });
    if (undone.length === 0) throw conflict("This is undone already.");
    await recordChange(tx, ctx, {
      name: "upload.rows_undecided",
      subjectKind: "upload",
      subjectId: uploadId,
      data: { fixId, ruleCount: undone.length },
    });
    return { undoneCount: undone.length };
  });
}
