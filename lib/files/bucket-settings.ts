import "server-only";
import { join, resolve } from "node:path";
import { env } from "@/lib/env";
import type { BucketSettings } from "./s3-client";

/** The bucket that the environment names; undefined where files lie in a folder. */
export function bucketSettings(): BucketSettings | undefined {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env;
  // All five or none; lib/env has seen to that.
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_REGION || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    return undefined;
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    copiesFolder: join(resolve(/* turbopackIgnore: true */ env.OPPORTUNE_HOME), "copies"),
  };
}
