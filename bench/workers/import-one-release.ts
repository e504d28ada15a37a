import postgres from "postgres";
import { addStagedRelease } from "@/lib/onet/release/add-release";
import { openReleaseSource } from "@/lib/onet/release/release-source-reader";
import { stageRelease } from "@/lib/onet/release/stage-release";

// Imports one release and prints by how many MB that raised the highest resident set of this process.

const { path, into, url } = JSON.parse(process.argv[2] ?? "{}") as {
  path: string;
  into: string;
  url: string;
};

const sql = postgres(url, { max: 1, onnotice: () => undefined });
await sql`select 1`;
const peak = () => process.resourceUsage().maxRSS / 1024;
const before = peak();
const source = await openReleaseSource(path);
await stageRelease(source, into);
await addStagedRelease(sql, into, { origin: "folder" });
await source.close();
await sql.end();
process.stdout.write(String(peak() - before));
