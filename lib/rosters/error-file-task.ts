import { z } from "zod";
import { PlacedRule, type RowFixRule } from "./review-schema";
import { ColumnMapping } from "./schema";

/** Cells that one error file may mend; whoever has more mends them in bulk on the screen, or in the roster itself. */
export const maxCorrections = 20_000;

export const ErrorFileTask = z.strictObject({
  roster: z.strictObject({
    path: z.string(),
    fileName: z.string(),
    sheet: z.string().optional(),
    mapping: ColumnMapping,
    fixes: z.array(PlacedRule).readonly(),
  }),
  /** Where to write it, or the one that came back. */
  target: z.string().optional(),
  corrected: z.strictObject({ path: z.string(), fileName: z.string() }).optional(),
});
export type ErrorFileTask = z.infer<typeof ErrorFileTask>;

export interface Corrections {
  readonly rules: readonly RowFixRule[];
  readonly changedRows: number;
  readonly rowCount: number;
  /** Line of the error file on which the first row stands that belongs nowhere; null when all do. */
  readonly misplacedAt: number | null;
}
