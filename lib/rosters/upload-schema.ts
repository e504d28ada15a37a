import { z } from "zod";
import { type UploadMode, uploadModes } from "@/db/enums";
import { ColumnMapping, type RosterInspection } from "./schema";

/** Days that a raw file waits for its import before it is deleted. */
export const quarantineDays = 7;

export const ReceiveUploadInput = z.strictObject({
  sessionId: z.uuid(),
  fileName: z
    .string()
    .transform((text) => text.replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, "").trim())
    .pipe(
      z.string().min(1, "The file has no name.").max(255, "The file's name is longer than 255 characters."),
    ),
});

export const UploadInput = z.strictObject({ uploadId: z.uuid() });

export const RemoveUploadInput = UploadInput.extend({
  /** What the person saw of it: who discards a file that waits does not take back what somebody imported meanwhile. */
  seen: z.enum(["waiting", "imported"]).optional(),
});

export const RequestImportInput = z.strictObject({
  uploadId: z.uuid(),
  /** What it does to the rosters that the session has by then. */
  mode: z.enum(uploadModes).default("add"),
});

export const ChangeUploadMappingInput = z.strictObject({
  uploadId: z.uuid(),
  mapping: ColumnMapping,
  /** Another sheet of the workbook; its columns are detected anew. */
  sheet: z.string().max(200).optional(),
});

/** What came of a file that was sent: the same for each sender of the same bytes. */
export interface ReceivedUpload {
  readonly uploadId: string;
  /** Rows of a waiting roster that a corrected error file mended; null when it was none. */
  readonly mendedRows: number | null;
}

/** A roster as the upload step shows it. */
export interface UploadView {
  readonly id: string;
  readonly fileName: string;
  readonly byteSize: number;
  readonly uploadedByName: string;
  readonly createdAt: Date;
  readonly quarantineUntil: Date;
  readonly importedAt: Date | null;
  readonly mode: UploadMode;
  /** The roster that took its place; its import can be undone, which brings this one back. */
  readonly supersededBy: { readonly fileName: string; readonly at: Date } | null;
  /** The raw file and its rows are deleted. */
  readonly isPurged: boolean;
  /** Null once it is imported or purged. */
  readonly inspection: RosterInspection | null;
  readonly mapping: ColumnMapping;
  /** Faulty rows that people mended, and that they took out. */
  readonly mendedRowCount: number | null;
  readonly skippedRowCount: number | null;
  readonly rowCount: number | null;
  readonly ignoredRowCount: number | null;
  readonly segmentCount: number | null;
  readonly roleCount: number | null;
  readonly headcount: number | null;
}
