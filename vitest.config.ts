import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Far from everybody's: a date cut off in local time, or a dotless i, shows here and not at a customer's.
process.env.TZ = "Pacific/Kiritimati";
process.env.LANG = "tr_TR.UTF-8";
process.env.LC_ALL = "tr_TR.UTF-8";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const shared = {
  resolve: {
    alias: [
      { find: /^@\//, replacement: here("./") },
      { find: /^server-only$/, replacement: here("./scripts/server-only.ts") },
    ],
  },
};

/** What lib/env asks for; the addresses of the database tests replace these. */
const env = {
  DATABASE_URL: "postgres://unit-tests-have-no-database:x@127.0.0.1:1/none",
  DATABASE_SYSTEM_URL: "postgres://unit-tests-have-no-database:x@127.0.0.1:1/none",
  NEXTAUTH_URL: "http://127.0.0.1:3000",
  NEXTAUTH_SECRET: "K8m2Xq7Zt4Vb9Wc6Yd1Rf5Gh3Jn0LpSa",
  LOG_LEVEL: "silent",
  // It tells on Node 20 from when on its newest versions want another.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

const ignored = ["node_modules/**", ".next/**", ".opportune/**", "e2e/**"];

export default defineConfig({
  test: {
    pool: "forks",
    // One more than there are cores: a test of the database waits for another process half of its time.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          // One process runs file after file, each with modules of its own.
          isolate: false,
          setupFiles: ["scripts/fresh-test-file.ts"],
          testTimeout: 30_000,
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...ignored, "**/*.db.test.ts", "**/*.process.test.ts"],
          env,
        },
      },
      {
        ...shared,
        test: {
          name: "database",
          // One second, as it is by default, is no time on a machine that does other things.
          expect: { poll: { timeout: 20_000 } },
          include: ["**/*.db.test.ts"],
          exclude: ignored,
          globalSetup: ["db/testing/cluster.ts"],
          setupFiles: ["db/testing/database.ts"],
          // Whole jobs run in some of them: they are slow on a machine that does other things, not wrong.
          testTimeout: 120_000,
          hookTimeout: 60_000,
          env,
        },
      },
      {
        ...shared,
        // Starts and kills the whole product, so it wants the machine to itself: scripts/verify.ts runs it alone.
        test: {
          name: "processes",
          include: ["**/*.process.test.ts"],
          // One product at a time: both would build, and the times they promise are those of a quiet machine.
          fileParallelism: false,
          exclude: ignored,
          testTimeout: 300_000,
          hookTimeout: 60_000,
          env,
        },
      },
    ],
  },
});
