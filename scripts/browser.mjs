// Finds a browser for the journeys, or gets one. Plain JavaScript: scripts/test.mjs asks it first of all.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
];

/** What Debian's chromium needs to be quiet and to run in a container. */
const systemArguments = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Launch options for Playwright: nothing to say for its own browser, a path and arguments for the system's.
 * @returns {{ executablePath?: string, args?: string[] } | undefined} undefined when there is none
 */
export function findBrowser() {
  if (existsSync(chromium.executablePath())) return {};
  const executablePath = systemBrowsers.find((path) => existsSync(path));
  return executablePath === undefined ? undefined : { executablePath, args: systemArguments };
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  spawnSync(command, args, {
    stdio: ["ignore", "ignore", "ignore"],
    timeout: 300_000,
    env: {
      ...process.env,
      DEBIAN_FRONTEND: "noninteractive",
      PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000",
    },
  });
}

/**
 * Playwright's own browser, or the system's chromium where that cannot be downloaded.
 * @param {(line: string) => void} say
 * @returns {string | undefined} a sentence when neither worked
 */
export function installBrowser(say) {
  if (findBrowser()) return undefined;
  say("Installing a browser for the journeys …");
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  if (findBrowser()) return undefined;
  say("Playwright's browser cannot be downloaded here; installing the system's chromium …");
  run("apt-get", ["update"]);
  run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"]);
  if (findBrowser()) return undefined;
  return "No browser was found, and none could be installed. Install chromium, or run: npx playwright install chromium";
}
