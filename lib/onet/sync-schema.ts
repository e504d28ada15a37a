import { z } from "zod";
import type { releaseOrigins, syncTriggers } from "@/db/enums";
import type { SyncCounts } from "./schema";

/** Where a person may have a new release looked for. */
export const syncSources = ["download", "web_services"] as const;
export type SyncSource = (typeof syncSources)[number];

export const RequestSyncInput = z.strictObject({ source: z.enum(syncSources) });

export const ReceiveReleaseInput = z.strictObject({
  fileName: z
    .string()
    .trim()
    .min(1, "The file needs a name.")
    .max(200, "The file's name is longer than 200 characters. Shorten it and try again."),
});

export type SyncState = "queued" | "running" | "finished" | "failed" | "cancelled";

/** A sync as pages show it. It belongs to the installation, so who asked for it is not told. */
export interface SyncView {
  readonly id: string;
  readonly trigger: (typeof syncTriggers)[number];
  readonly origin: (typeof releaseOrigins)[number];
  readonly state: SyncState;
  /** Of the whole, 0–100. */
  readonly percent: number;
  /** O*NET's number of the release it looks at, once that is known. */
  readonly number: string | null;
  /** The release it added. */
  readonly release: string | null;
  readonly counts: SyncCounts | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** A page of syncs, the newest first. */
export interface SyncPage {
  readonly items: readonly SyncView[];
  /** Ask with it for what comes after; null at the end. */
  readonly next: string | null;
}

export const ListSyncsQuery = z.strictObject({ after: z.uuid().optional() });

/** The release that an organization works with, and how old it is. */
export interface LocalRelease {
  readonly release: string;
  /** The newest date that O*NET put on a row; null where nothing says. */
  readonly newestDataAt: Date | null;
  readonly importedAt: Date;
}

export function isSyncId(text: string | null): boolean {
  return z.uuid().safeParse(text).success;
}
