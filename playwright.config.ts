import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { freePort } from "./db/embedded/postmaster";
import { removeLeftovers } from "./db/testing/leftovers";
import { modelStubKey } from "./e2e/stubs/model-stub";
import { onetStubKey } from "./e2e/stubs/onet-data";
import { findBrowser } from "./scripts/browser.mjs";

const prefix = "opportune-e2e-";

// The workers read this file too and must come to the same answers: they inherit the environment.
if (!process.env.E2E_HOME) {
  await removeLeftovers(tmpdir(), prefix);
  process.env.E2E_HOME = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  process.env.E2E_PORT = String(await freePort());
}
process.env.E2E_ONET_PORT ??= String(await freePort());
process.env.E2E_MODEL_PORT ??= String(await freePort());

const port = process.env.E2E_PORT;
const address = `http://127.0.0.1:${port}`;
const onetPort = process.env.E2E_ONET_PORT;
const modelPort = process.env.E2E_MODEL_PORT;
const modelAddress = `http://127.0.0.1:${modelPort}`;
const onetAddress = `http://127.0.0.1:${onetPort}`;

/** Journeys against the production build, with a database, a web server and a worker of their own. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  // First what changes the installation itself, with nothing beside it.
  projects: [
    { name: "alone", grep: /@alone/ },
    { name: "journeys", grepInvert: /@alone/, dependencies: ["alone"] },
  ],
  use: {
    baseURL: address,
    locale: "en-GB",
    timezoneId: "Pacific/Kiritimati",
    // `npx playwright test --trace on <file>` shows one closely.
    trace: "off",
    // What pulses or fades is painted by the processor here, frame by frame.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: findBrowser() ?? {},
  },
  webServer: [
    {
      command: `npx tsx --tsconfig tsconfig.node.json e2e/stubs/onet-server.ts ${onetPort}`,
      url: `${onetAddress}/database.html`,
    },
    {
      command: `npx tsx --tsconfig tsconfig.node.json e2e/stubs/model-server.ts ${modelPort}`,
      url: `${modelAddress}/calls`,
    },
    {
      command: "node scripts/up.mjs",
      url: `${address}/api/health/ready`,
      timeout: 300_000,
      gracefulShutdown: { signal: "SIGTERM", timeout: 60_000 },
      stdout: "pipe",
      env: {
        OPPORTUNE_HOME: process.env.E2E_HOME,
        OPPORTUNE_DEMO: "true",
        HOST: "127.0.0.1",
        PORT: port ?? "",
        // Whatever the person at the keyboard has set, these journeys have an installation of their own.
        ...{ DATABASE_URL: "", NEXTAUTH_URL: "", NEXTAUTH_SECRET: "", OIDC_ISSUER: "" },
        ...{ OIDC_CLIENT_ID: "", OIDC_CLIENT_SECRET: "", LOG_LEVEL: "warn" },
        ...{ S3_ENDPOINT: "", S3_BUCKET: "", S3_REGION: "", S3_ACCESS_KEY_ID: "", S3_SECRET_ACCESS_KEY: "" },
        // No journey asks a real model or the real O*NET anything.
        ...{ OPENAI_API_KEY: modelStubKey, OPENAI_BASE_URL: `${modelAddress}/v1` },
        ...{ ONET_API_KEY: onetStubKey, ONET_API_URL: onetAddress, ONET_DOWNLOAD_URL: onetAddress },
      },
    },
  ],
});
