import "server-only";
import { env } from "@/lib/env";
import { bucketSettings } from "./bucket-settings";
import { fileRoom } from "./file-room";
import type { FileStore } from "./file-store";
import { localFolder } from "./local-folder-client";

let opened: Promise<FileStore> | undefined;

async function openStore(): Promise<FileStore> {
  const bucket = bucketSettings();
  if (!bucket) return localFolder(env.OPPORTUNE_HOME);
  // Loaded only where there is a bucket: it is the largest library of all.
  const { s3Bucket } = await import("./s3-client");
  return s3Bucket(bucket);
}

function store(): Promise<FileStore> {
  opened ??= openStore();
  return opened;
}

/** Uploaded rosters, until they are imported or expire. */
export const quarantine = fileRoom("quarantine", store);

/** What the reading of each uploaded roster gave, under the same name and for as long. */
export const rosterReadings = fileRoom("readings", store);

/** O*NET releases on their way into the database, until the sync that brings them ends. */
export const releaseFiles = fileRoom("releases", store);

/** Files that people have asked for, until they expire. */
export const exportFiles = fileRoom("exports", store);
