import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

// `npm run bench -- <name> [arguments]` runs bench/<name>.ts; without a name it lists them with what they promise. A
// file of bench/ whose first comment begins with "Promise" is one; the others are parts of them.

const folder = "bench";

/** The first sentence of what a bench promises. */
function promiseOf(file: string): string | undefined {
  const [, comment] = /^\/\*\*\n \* Promise[^:]*: ([\s\S]*?)\*\//.exec(readFileSync(file, "utf8")) ?? [];
  const lines = comment?.split("\n").map((line) => line.replace(/^ \* ?/, ""));
  return lines?.join(" ").split(/(?<=\.)\s/)[0];
}

function benches(): { name: string; promise: string }[] {
  return readdirSync(folder)
    .filter((entry) => entry.endsWith(".ts"))
    .sort()
    .flatMap((entry) => {
      const promise = promiseOf(`${folder}/${entry}`);
      return promise ? [{ name: entry.slice(0, -3), promise }] : [];
    });
}

const [name, ...rest] = process.argv.slice(2);
if (name !== undefined && benches().some((bench) => bench.name === name)) {
  const file = resolve(folder, `${name}.ts`);
  process.argv.splice(1, process.argv.length, file, ...rest);
  await import(pathToFileURL(file).href);
} else {
  const width = Math.max(...benches().map((bench) => bench.name.length));
  for (const bench of benches()) process.stdout.write(`${bench.name.padEnd(width)}  ${bench.promise}\n`);
  if (name !== undefined) process.stderr.write(`There is no bench "${name}".\n`);
  process.exitCode = name === undefined ? 0 : 1;
}
