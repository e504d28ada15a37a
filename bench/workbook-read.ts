/**
 * Promise (issue 6, Must hold 3; quality goal P4): a workbook is read, checked and cut into segments at 0.8 times the pace
 * at which read-excel-file reads it at least, and the largest that is allowed takes at most 1.5 GB. Both read the same
 * file in a process of their own and in turn (A B A B); the ratio is that of the medians.
 * Run: npm run bench -- workbook-read [rows] [rows of the largest]
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { maxUnpackedBytes } from "@/lib/rosters/limits";
import { rosterWorkbook } from "./roster-files";

const [rows = 20_000, largestRows = 500_000] = process.argv.slice(2).map(Number);
const goalRatio = 0.8;
const goalMegabytes = 1_500;
const pairs = 4;
const print = (line: string) => process.stdout.write(`${line}\n`);

interface Reading {
  readonly ms: number;
  readonly megabytes: number;
  readonly rows: number;
}

async function read(way: "ours" | "peer", path: string): Promise<Reading> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "bench/workers/read-one-workbook.ts", way, path],
    { env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.node.json" } },
  );
  return JSON.parse(stdout);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

const folder = mkdtempSync(join(tmpdir(), "opportune-bench-workbook-"));
try {
  const path = join(folder, "roster.xlsx");
  writeFileSync(path, rosterWorkbook(rows).bytes);
  const [ours, peer]: [Reading[], Reading[]] = [[], []];
  for (let pair = 0; pair < pairs; pair += 1) {
    ours.push(await read("ours", path));
    peer.push(await read("peer", path));
  }
  const [oursMs, peerMs] = [median(ours.map(({ ms }) => ms)), median(peer.map(({ ms }) => ms))];
  const memory = (readings: readonly Reading[]) => median(readings.map(({ megabytes }) => megabytes));
  const ratio = peerMs / oursMs;
  print(
    `${rows} rows: ${oursMs.toFixed(0)} ms, read-excel-file ${peerMs.toFixed(0)} ms; ratio ${ratio.toFixed(2)} (goal ${goalRatio})`,
  );
  print(`memory ${memory(ours).toFixed(0)} MB, read-excel-file ${memory(peer).toFixed(0)} MB`);
  const large = join(folder, "large.xlsx");
  const made = rosterWorkbook(largestRows, maxUnpackedBytes);
  writeFileSync(large, made.bytes);
  const largest = await read("ours", large);
  const size = `${(statSync(large).size / 1024 / 1024).toFixed(0)} MB, ${(made.unpackedBytes / 1024 / 1024).toFixed(0)} MB unpacked`;
  print(
    `${largest.rows} rows, ${size}: ${largest.ms.toFixed(0)} ms, ${largest.megabytes.toFixed(0)} MB (goal ${goalMegabytes})`,
  );
  if (ratio < goalRatio || largest.megabytes > goalMegabytes || largest.rows !== made.rows)
    process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
