/**
 * Promise: a file of 100 MB is kept, read back and lent as a path in at most 64 MB more memory than a file of 1 MB, in a
 * folder as in a bucket. The peer: the same file held whole. Peaks of the resident set, each in a process of its own;
 * the bucket is the S3 stub, in ours.
 * Run: npm run bench -- file-memory [megabytes]
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { S3Stub } from "@/e2e/stubs/s3-stub";

const [megabytes = 100] = process.argv.slice(2).map(Number);
const goalMegabytes = 64;
const ways = ["folder", "bucket", "whole"] as const;

const print = (line: string) => process.stdout.write(`${line}\n`);

/** What lib/env asks for and no file store needs. */
const environment = {
  ...process.env,
  TSX_TSCONFIG_PATH: "tsconfig.node.json",
  DATABASE_URL: "postgres://none:none@127.0.0.1:1/none",
  DATABASE_SYSTEM_URL: "postgres://none:none@127.0.0.1:1/none",
  NEXTAUTH_URL: "http://127.0.0.1:3000",
  NEXTAUTH_SECRET: "K8m2Xq7Zt4Vb9Wc6Yd1Rf5Gh3Jn0LpSa",
  LOG_LEVEL: "silent",
};

const stub = new S3Stub();
await stub.start();
const folder = await mkdtemp(join(tmpdir(), "opportune-bench-"));

/** The highest resident set of a process that keeps one file, in MB. */
async function peakOf(way: (typeof ways)[number], size: number): Promise<number> {
  const bucket = { ...stub.key, endpoint: stub.endpoint, bucket: stub.bucketName, copiesFolder: folder };
  const task = JSON.stringify({ way, size, folder, bucket });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "bench/workers/keep-one-file.ts", task],
    { env: environment },
  );
  stub.reset();
  return Number(stdout);
}

try {
  const grown = new Map<string, number>();
  for (const way of ways) {
    const [small, large] = [await peakOf(way, 1), await peakOf(way, megabytes)];
    grown.set(way, large - small);
    print(
      `${way.padEnd(7)} 1 MB: ${small.toFixed(0)} MB   ${megabytes} MB: ${large.toFixed(0)} MB   more: ${(large - small).toFixed(0)} MB`,
    );
  }
  const whole = grown.get("whole") ?? Number.NaN;
  for (const way of ["folder", "bucket"] as const) {
    const more = grown.get(way) ?? Number.NaN;
    const isKept = more <= goalMegabytes;
    print(
      `${way}: ${(more / whole).toFixed(2)} of holding it whole; ${isKept ? "kept" : "NOT kept"} (at most ${goalMegabytes} MB)`,
    );
    if (!isKept) process.exitCode = 1;
  }
} finally {
  await stub.stop();
  await rm(folder, { recursive: true, force: true });
}
