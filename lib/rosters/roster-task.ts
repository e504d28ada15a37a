import { z } from "zod";
import { RememberedColumn } from "./column-memory";
import { PlacedRule } from "./review-schema";
import { ColumnMapping } from "./schema";

/** What the thread that reads a file is told. */
export const RosterTask = z.strictObject({
  path: z.string(),
  /** Name as the person knows it, when the file is stored under another. */
  fileName: z.string().optional(),
  mapping: ColumnMapping.optional(),
  sheet: z.string().optional(),
  fixes: z.array(PlacedRule).readonly().optional(),
  memories: z.array(RememberedColumn).readonly().optional(),
  wantsSegments: z.boolean(),
});
export type RosterTask = z.infer<typeof RosterTask>;
