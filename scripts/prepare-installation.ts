import { closePools } from "@/db/client";
import { StartError } from "@/db/embedded/start-error";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { bucketSettings } from "@/lib/files/bucket-settings";
import { refuseUnsafeStart } from "@/lib/health/start-checks";
import { prepareDatabase } from "./prepare-database";
import { ensureOwnRoles } from "./start-own-database";
import { seedInstallation } from "./start-seed";

// What a deployment runs once before its web servers and workers start, and again after each update: migrations,
// reference data, the bucket, the link for the first admin. Harmless to repeat, and to run twice at once.

const say = (line: string) => process.stdout.write(`${line}\n`);

async function prepare(): Promise<void> {
  const { DATABASE_URL, DATABASE_SYSTEM_URL, DATABASE_OWNER_URL } = env;
  if (!DATABASE_OWNER_URL) throw new StartError("DATABASE_OWNER_URL is not set; the migrations need it.");
  await ensureOwnRoles({ DATABASE_URL, DATABASE_SYSTEM_URL, DATABASE_OWNER_URL });
  await prepareDatabase(DATABASE_OWNER_URL, say);
  await refuseUnsafeStart();
  say("The database is ready.");
  const bucket = bucketSettings();
  if (bucket) {
    const { ensureBucket } = await import("@/lib/files/s3-client");
    await ensureBucket(bucket);
    say(`The bucket ${bucket.bucket} is ready.`);
  }
  const { firstAdminLink } = await seedInstallation({ isDemo: env.OPPORTUNE_DEMO });
  if (firstAdminLink) say(`First admin: open this link once, within 24 hours:\n  ${firstAdminLink}`);
}

try {
  await prepare();
} catch (error) {
  // Sentences of ours are enough; anything else is for whoever mends it.
  const isOurs = error instanceof StartError || error instanceof AppError;
  process.stderr.write(`${isOurs ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await closePools();
}
