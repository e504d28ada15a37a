/**
 * Builds `db/reference` from a folder that holds `onet/`, `exposure/` and `wages/`:
 * `npx tsx scripts/reference-pack.ts <folder> [target]`. The same folder gives the same bytes.
 */
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import { writePack } from "@/lib/onet/pack/pack-writer";
import { openReleaseFolder } from "@/lib/onet/pack/release-folder-reader";

const [source, target = join(process.cwd(), "db", "reference")] = process.argv.slice(2);

if (source === undefined) {
  process.stderr.write(
    "Usage: npx tsx scripts/reference-pack.ts <folder with onet/, exposure/, wages/> [target]\n",
  );
  process.exit(2);
}

try {
  const manifest = await writePack(target, await openReleaseFolder(source));
  for (const table of manifest.tables) process.stdout.write(`${table.file}\t${table.rows} rows\n`);
  process.stdout.write(`O*NET ${manifest.release} written to ${target}\n`);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
