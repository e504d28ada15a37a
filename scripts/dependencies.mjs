// Installs what package-lock.json names when it is not installed yet. Plain JavaScript: it runs before anything is.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const oldestNode = [20, 19];

/** @returns {string | undefined} a sentence when this Node cannot run the product */
export function nodeFault() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return undefined;
  return `Opportune needs Node ${oldestNode.join(".")} or newer; this is ${process.versions.node}. Install a newer one and try again.`;
}

/** @param {string} path */
function readPackages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

/**
 * npm writes what it installed into node_modules/.package-lock.json. Times of files say little after a clone, so the
 * two lists are compared; what npm left out for another platform is no difference.
 * @param {string} root
 */
function isInstalled(root) {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const present = readPackages(installed);
  return Object.entries(readPackages(join(root, "package-lock.json"))).every(
    ([path, wanted]) =>
      path === "" || present[path]?.version === wanted.version || (wanted.optional && !present[path]),
  );
}

/**
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {string | undefined} a sentence when it could not be done
 */
export function installDependencies(root, say) {
  if (isInstalled(root)) return undefined;
  say("Installing the dependencies (about a minute, only when they changed) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  /** @param {string[]} args */
  const run = (args) =>
    spawnSync(npm, [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      // NODE_ENV=production would leave out what the checks need.
      env: { ...process.env, NODE_ENV: "development" },
      encoding: "utf8",
      shell: process.platform === "win32",
    });
  const exact = run(["ci"]);
  if (exact.status === 0) return undefined;
  say(`npm ci did not go through (${lastLine(exact)}); trying npm install instead …`);
  const loose = run(["install", "--no-save"]);
  if (loose.status === 0) return undefined;
  return `The dependencies could not be installed: ${lastLine(loose)}\nCheck that npm reaches its registry (npm ping) and try again.`;
}

/** @param {{ stderr: string | null, error?: Error }} result */
function lastLine({ stderr, error }) {
  const lines = (stderr ?? "").split("\n").filter((line) => line.startsWith("npm error") && line.length > 10);
  return error?.message ?? lines[0]?.replace("npm error ", "") ?? "npm gave no reason";
}
