import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { asSystem, closePools, systemClient } from "@/db/client";
import { AppError, invalid } from "@/lib/errors";
import { addStagedRelease } from "@/lib/onet/release/add-release";
import { checkRelease } from "@/lib/onet/release/check-release";
import { reportRelease } from "@/lib/onet/release/release-report";
import { openReleaseSource } from "@/lib/onet/release/release-source-reader";
import { stageRelease } from "@/lib/onet/release/stage-release";
import { formatAdded, formatCheck, formatReport } from "./onet-lines";

/**
 * `npm run -s onet -- import <folder|zip> [--number 31.0]` adds an O*NET release beside the others; `npm run -s onet --
 * check <release> [folder|zip]` compares one with its files, and exits 1 when they differ. Both talk to the database of
 * the running installation (docs/reference-data.md).
 */
const usage = `Usage: npm run -s onet -- import <folder|zip> [--number 31.0]
       npm run -s onet -- check <release> [folder|zip]`;

const print = (text: string) => process.stdout.write(`${text}\n`);

async function importRelease(path: string, number: string | undefined): Promise<void> {
  const source = await openReleaseSource(path, { number });
  // By its place: an import that was broken off goes on where it was.
  const key = createHash("sha256").update(`${path} ${source.number}`).digest("hex").slice(0, 16);
  const folder = join(process.env.OPPORTUNE_HOME ?? ".opportune", "releases", key);
  try {
    await stageRelease(source, folder, ({ table, done, total, wasStaged }) => {
      process.stderr.write(`${done}/${total} ${table}${wasStaged ? " (read before)" : ""}\n`);
    });
    const added = await addStagedRelease(systemClient(), folder, { origin: source.origin });
    print(formatAdded(added));
    if (added.wasAdded) await printReport(added.release);
    await rm(folder, { recursive: true, force: true });
  } finally {
    await source.close();
  }
}

/** Beside the release that was added last before it. */
async function printReport(to: string): Promise<void> {
  const [before] = await systemClient()<{ release: string }[]>`
    select release from onet_releases where release <> ${to} order by imported_at desc, release desc limit 1`;
  if (!before) return;
  const report = await asSystem("onet: report", (tx) => reportRelease(tx, { from: before.release, to }));
  print(formatReport(report));
}

async function check(release: string, path: string | undefined): Promise<void> {
  const source = path === undefined ? null : await openReleaseSource(path);
  try {
    const result = await checkRelease(systemClient(), release, source);
    print(formatCheck(result));
    if (!result.isRight) process.exitCode = 1;
  } finally {
    await source?.close();
  }
}

/** The addresses of the installation, unless the environment names them. */
function readAddresses(): void {
  if (process.env.DATABASE_SYSTEM_URL) return;
  const file = join(process.env.OPPORTUNE_HOME ?? ".opportune", "environment");
  if (existsSync(file)) process.loadEnvFile(file);
  if (!process.env.DATABASE_SYSTEM_URL) {
    throw new AppError("unavailable", "No database is known. Start the product with `npm run up` first.");
  }
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { number: { type: "string" } },
  });
  const [command, subject, extra] = positionals;
  if (subject === undefined || positionals.length > 3) throw invalid(usage);
  // npm runs scripts in the project's folder and says where the person was.
  const at = (path: string) => resolve(process.env.INIT_CWD ?? ".", path);
  readAddresses();
  if (command === "import" && extra === undefined) await importRelease(at(subject), values.number);
  else if (command === "check") await check(subject, extra === undefined ? undefined : at(extra));
  else throw invalid(usage);
}

/** The sentence for the person; undefined for a fault of ours. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof AppError) return error.message;
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const code = String(error.code);
  if (code.startsWith("ERR_PARSE_ARGS")) return error.message;
  const isLost = ["ECONNREFUSED", "ECONNRESET", "CONNECT_TIMEOUT", "CONNECTION_CLOSED"].includes(code);
  return isLost
    ? "The database does not answer. Nothing was changed. Start the product with `npm run up`, then try again; what was read already is kept."
    : undefined;
}

try {
  await main();
} catch (error) {
  const sentence = sentenceOf(error);
  if (sentence === undefined) throw error;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
} finally {
  await closePools();
}
