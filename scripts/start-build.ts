import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "@/db/embedded/start-error";
import { dyingWithUs } from "./start-children";

const folders = ["app", "components", "db", "i18n", "inngest", "lib", "messages", "public"];
const files = [
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
/** Read while running, or by tests alone. */
const notBuilt = /^db\/(migrations|reference|testing|embedded)\/|\.test\.tsx?$/;
const stampFile = join(".next", "opportune-sources");

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"));
}

/** A hash over everything that a build is made from. */
async function sourcesHash(): Promise<string> {
  const below = await Promise.all(folders.map(filesBelow));
  const paths = [...files, ...below.flat()].filter((path) => !notBuilt.test(path)).sort();
  const hash = createHash("sha256");
  for (const path of paths) {
    hash.update(`${path}\0`);
    hash.update(await readFile(path).catch(() => ""));
    hash.update("\0");
  }
  return hash.digest("hex");
}

/** Next writes its build's name last. */
function isWhole(): boolean {
  return existsSync(join(".next", "BUILD_ID"));
}

/** Whether `.next` holds the build of the sources as they are now. */
export async function isBuilt(): Promise<boolean> {
  const stamp = await readFile(stampFile, "utf8").catch(() => undefined);
  return stamp !== undefined && isWhole() && stamp === (await sourcesHash());
}

/**
 * Builds the pages when there is no build of these very sources.
 * @param logFile gets what Next says
 * @param signal ends the build
 */
export async function buildWhenNeeded(
  logFile: string,
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  if (await isBuilt()) return;
  say("Building the pages (about a minute, only when the sources changed) …");
  const hash = await sourcesHash();
  // Without the stamp a build that is cut off is never taken for a whole one.
  await rm(stampFile, { force: true });
  const log = await open(logFile, "w");
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const next = join("node_modules", "next", "dist", "bin", "next");
      const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
      const child = spawn(process.execPath, [...dyingWithUs.args, next, "build"], {
        env: { ...env, ...dyingWithUs.env },
        stdio: ["ignore", log.fd, log.fd, "ipc"],
        signal,
      });
      child.once("error", reject);
      child.once("exit", resolve);
    });
    if (code !== 0 || !isWhole()) {
      const said = (await readFile(logFile, "utf8")).trim().split("\n").slice(-40).join("\n");
      throw new StartError(`The pages could not be built (exit code ${code}):\n${said}`);
    }
    await writeFile(stampFile, hash);
  } finally {
    await log.close();
  }
}
