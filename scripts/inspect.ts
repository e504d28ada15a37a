import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { inspectRoster } from "@/lib/rosters/inspect-roster";
import { inspectRosterInThread } from "@/lib/rosters/roster-threads";

/**
 * `npm run -s inspect -- roster.csv [--sheet name]`: prints what the upload would make of a roster as one JSON
 * object; exit 0 when it can be imported as it stands, 1 when not (docs/rosters.md).
 */
const usage = "Usage: npm run -s inspect -- roster.csv [--sheet name]";

interface Arguments {
  readonly file: string;
  readonly sheet: string | undefined;
}

function readArguments(): Arguments | undefined {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { sheet: { type: "string" } },
    });
    const [file, ...more] = positionals;
    return file === undefined || more.length > 0 ? undefined : { file, sheet: values.sheet };
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  const args = readArguments();
  if (!args) {
    process.stderr.write(`${usage}\n`);
    process.exitCode = 2;
    return;
  }
  // npm runs scripts in the project's folder and says where the person was.
  const path = resolve(process.env.INIT_CWD ?? ".", args.file);
  // Delimited text is streamed; a workbook is held in memory whole, so it gets a thread with a limit.
  const inspect = path.toLowerCase().endsWith(".xlsx") ? inspectRosterInThread : inspectRoster;
  const inspection = await inspect(path, { sheet: args.sheet });
  process.stdout.write(`${JSON.stringify(inspection, null, 2)}\n`);
  process.exitCode = inspection.ok ? 0 : 1;
}

await main();
