import { z } from "zod";
import type { LocalTable } from "@/lib/onet/web-services/fetched-table-reader";

/** What the thread that stages a release is told, and tells. */
export type StageInput =
  | {
      readonly kind: "zip";
      readonly number: string;
      readonly origin: "zip" | "download";
      readonly path: string;
      readonly into: string;
    }
  | {
      readonly kind: "tables";
      readonly number: string;
      readonly tables: readonly LocalTable[];
      readonly into: string;
    };

export const StageProgress = z.object({ done: z.number(), total: z.number() });
export type StageProgress = z.infer<typeof StageProgress>;
