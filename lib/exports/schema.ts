import { z } from "zod";
import type { JobView } from "@/lib/jobs/schema";

/** Days that a written file can be fetched before it is deleted. */
export const exportDays = 7;

/** The parameters of the screen's own link: what the screen shows is what is exported. */
const Params = z.record(z.string().max(50), z.string().max(2000));

export const RequestExportInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("organization_ranking"), params: Params }),
  z.strictObject({ kind: z.literal("run_comparison"), sessionId: z.string().max(50), params: Params }),
  z.strictObject({ kind: z.literal("session_ranking"), sessionId: z.string().max(50), params: Params }),
]);
export type RequestExportInput = z.infer<typeof RequestExportInput>;

/** An export as its list shows it. */
export interface ExportView {
  readonly id: string;
  readonly createdAt: Date;
  /** As `tier=now; department=Care`; empty without one. */
  readonly filters: string;
  /** What can be fetched; null before it is written, and once it is deleted. */
  readonly file: {
    readonly name: string;
    readonly byteSize: number;
    readonly rowCount: number;
    readonly expiresAt: Date;
  } | null;
  readonly job: JobView;
}
