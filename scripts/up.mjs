// `npm run up`: starts the whole product and watches over it. `npm run stop` (--stop) ends it.
// Plain JavaScript up to the point where the dependencies are there; the rest is scripts/start.ts.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { installDependencies, nodeFault } from "./dependencies.mjs";
import { endProcess, isAtWork, readRunFile, removeRunFile, takeHome } from "./run-file.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stopTimeoutMs = 60_000;

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/** @param {string} sentence */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

async function loadTypeScript() {
  // Mapped so that modules marked server-only load outside Next.
  process.env.TSX_TSCONFIG_PATH = join(root, "tsconfig.node.json");
  const { register } = await import("tsx/esm/api");
  register({ tsconfig: process.env.TSX_TSCONFIG_PATH });
}

/** @param {string} home */
async function stop(home) {
  const running = readRunFile(home);
  const wasRunning = running !== undefined && isAtWork(running.supervisor);
  if (wasRunning) await endProcess(running.supervisor, "SIGTERM", stopTimeoutMs);
  for (const child of Object.values(running?.children ?? {})) await endProcess(child, "SIGTERM", 10_000);
  if (existsSync(join(root, "node_modules", "tsx"))) {
    await loadTypeScript();
    const { stopEmbeddedDatabase } = await import("./start-database.ts");
    await stopEmbeddedDatabase(home);
  }
  removeRunFile(home);
  say(wasRunning ? "Opportune is stopped." : "Opportune was not running.");
}

/** @param {string} home */
async function start(home) {
  const running = await takeHome(home);
  if (running) {
    fail(
      `Opportune is running already${running.address ? ` at ${running.address}` : ""} ` +
        `(process ${running.supervisor.pid}). End it with: npm run stop`,
    );
  }
  const installFault = installDependencies(root, say);
  if (installFault) {
    removeRunFile(home);
    fail(installFault);
  }
  await loadTypeScript();
  const { startEverything } = await import("./start.ts");
  await startEverything(home);
}

const fault = nodeFault();
if (fault) fail(fault);
process.chdir(root);
if (existsSync(".env")) process.loadEnvFile(".env");
const home = resolve(process.env.OPPORTUNE_HOME || ".opportune");
await (process.argv.includes("--stop") ? stop(home) : start(home));
