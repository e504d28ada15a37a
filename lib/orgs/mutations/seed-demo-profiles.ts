import "server-only";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Ctx } from "@/lib/auth/context";
import { importProfileFile } from "@/lib/profiles/mutations/import-profile-file";
import { defaultRetentionDays } from "@/lib/profiles/schema";

/** The file that the import page offers as a sample; nobody in it exists. */
const sampleProfiles = join("public", "demo-profiles.csv");

const dayMs = 86_400_000;

/** Imports the invented people of the sample file. */
export async function seedDemoProfiles(ctx: Ctx): Promise<void> {
  const terms = {
    mode: "import",
    purpose: "Demo: find accountable leads for candidate agents",
    retainUntil: new Date(Date.now() + defaultRetentionDays * dayMs).toISOString().slice(0, 10),
  };
  await importProfileFile(ctx, terms, Readable.toWeb(createReadStream(sampleProfiles)));
}
