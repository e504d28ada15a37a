import "server-only";
import { inOrg } from "@/db/client";
import { rowFixes } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict, invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { DecideRowsInput } from "../review-schema";
import { reviewOf, settlesSomething } from "../roster-review";
import { replacementFault } from "../row-fixes";
import { openChangeableUpload } from "./waiting-upload";

const sentences = {
  title_needed: "A row needs a job title. Write one, or skip the row.",
  headcount_needed: "The headcount must be a whole number from 1 to 10,000,000. Nothing was changed.",
  unprintable: "This text holds a character that cannot be printed. Type it again.",
  formula: "This is an error of a formula. Write the value in its place.",
  text_needed: "Write what should stand there, or skip the row.",
} as const;

/**
 * One decision about faulty rows of a waiting roster: another text for a cell, or rows taken out; for one line, or for
 * all with the same fault. It holds for rows further down the file, too. The later decision wins.
 * @throws AppError `invalid` for a text that would be a fault again, `conflict` when nothing like that is left
 */
export async function decideRows(ctx: Ctx, input: unknown): Promise<{ fixId: string }> {
  const { uploadId, ...rule } = DecideRowsInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const { inspection, mapping, rules } = await openChangeableUpload(tx, ctx, uploadId);
    const isKnown = rule.column === null || inspection.columns.some(({ name }) => name === rule.column);
    if (!isKnown) throw conflict("This roster is read with other columns by now. Load the page again.");
    const fault = replacementFault(rule, mapping);
    if (fault) throw invalid(sentences[fault]);
    if (!settlesSomething(reviewOf(inspection.review, rules), rule)) {
      throw conflict("No row with this fault is left; somebody else was faster. Load the page again.");
    }
    const [made] = await tx
      .insert(rowFixes)
      .values({ ...rule, orgId: ctx.orgId, uploadId, madeBy: actingUserId(ctx) })
      .returning({ fixId: rowFixes.id });
    if (!made) throw new Error("insert returned no row");
    await recordChange(tx, ctx, {
      name: "upload.rows_decided",
      subjectKind: "upload",
      subjectId: uploadId,
      data: { fixId: made.fixId, faultCode: rule.faultCode, action: rule.action, line: rule.line },
    });
    return made;
  });
}
