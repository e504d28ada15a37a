// `npm test`: gets what is missing (dependencies, a browser) and runs every check there is. The last line is
// `N passed, N failed`. Plain JavaScript up to the point where the dependencies are there; the rest is scripts/verify.ts.
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { installDependencies, nodeFault } from "./dependencies.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/** @param {string} sentence */
function fail(sentence) {
  say(sentence);
  say("0 passed, 1 failed");
  process.exit(1);
}

process.chdir(root);
const fault = nodeFault() ?? installDependencies(root, say);
if (fault) fail(fault);
const { installBrowser } = await import("./browser.mjs");
const browserFault = installBrowser(say);
if (browserFault) say(browserFault);

const verify = spawn(process.execPath, ["--import", "tsx", "scripts/verify.ts", "--journeys"], {
  stdio: "inherit",
  env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.node.json" },
});
for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM"])) {
  process.on(signal, () => verify.kill(signal));
}
verify.once("exit", (code) => process.exit(code ?? 1));
