import { readSheet } from "read-excel-file/node";
import { readRoster } from "@/lib/rosters/read-roster";

// The process of bench/workbook-read.ts: `read-one-workbook.ts <ours | peer> <path>`. Reads one workbook and prints how
// long that took and by how much it raised the highest resident set.

const [way, path = ""] = process.argv.slice(2);
const before = process.memoryUsage.rss();
const startedAt = performance.now();
const rows = way === "ours" ? (await readRoster(path)).rows : (await readSheet(path)).length - 1;
const ms = performance.now() - startedAt;
const megabytes = process.resourceUsage().maxRSS / 1024 - before / 1024 / 1024;
process.stdout.write(JSON.stringify({ ms, megabytes, rows }));
