import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { freePort } from "@/db/embedded/postmaster";
import { isAtWork, readRunFile } from "./run-file.mjs";
import { buildWhenNeeded, isBuilt } from "./start-build";
import { type Check, type Outcome, runProgram } from "./verify-checks";

const cacheFolder = join("node_modules", ".cache", "opportune");

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

async function readReport<T>(path: string, Report: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : Report.parse(JSON.parse(text));
}

/** A run that broke off before its report was written is one failure, and never none. */
function settle(code: number | null, passed: number, failed: number, said: string): Outcome {
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1), report: said };
}

function vitestCheck(name: string, ...projects: readonly string[]): Check {
  const run = async () => {
    const path = join(cacheFolder, "vitest.json");
    await mkdir(cacheFolder, { recursive: true });
    await rm(path, { force: true });
    const { code, said } = await runProgram("vitest", [
      ...["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${path}`],
      ...projects.map((project) => `--project=${project}`),
    ]);
    const report = await readReport(path, VitestReport);
    const unloaded = report?.testResults.filter(
      ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
    );
    const failed = (report?.numFailedTests ?? 0) + (unloaded?.length ?? 0);
    return settle(code, report?.numPassedTests ?? 0, failed, said);
  };
  return { name, run };
}

export const testsCheck = vitestCheck("unit and database tests", "unit", "database");

/** The whole product from that build: started, killed and stopped. */
export const processesCheck = vitestCheck("starts, kills and restarts", "processes");

/** The production build, unless it is there already. */
export const buildCheck: Check = {
  name: "production build",
  run: async () => {
    const running = readRunFile(resolve(process.env.OPPORTUNE_HOME || ".opportune"));
    if (running && isAtWork(running.supervisor) && !(await isBuilt())) {
      const report =
        "npm run up serves this checkout from an older build. End it (npm run stop) and try again.";
      return { passed: 0, failed: 1, report };
    }
    const log = join(cacheFolder, "build.log");
    await mkdir(cacheFolder, { recursive: true });
    const fault = await buildWhenNeeded(log, () => undefined).then(
      () => undefined,
      (error: Error) => error.message,
    );
    return { passed: fault === undefined ? 1 : 0, failed: fault === undefined ? 0 : 1, report: fault ?? "" };
  },
};

/** The journeys in a browser, against that build and an installation made for them. */
export const journeyCheck: Check = {
  name: "journeys in a browser",
  run: async () => {
    const path = join(cacheFolder, "playwright.json");
    await mkdir(cacheFolder, { recursive: true });
    await rm(path, { force: true });
    const home = await mkdtemp(join(tmpdir(), `opportune-e2e-${process.pid}-`));
    const { code, said } = await runProgram("playwright", ["test", "--reporter=line,json"], {
      E2E_HOME: home,
      E2E_PORT: String(await freePort()),
      PLAYWRIGHT_JSON_OUTPUT_NAME: path,
    });
    await rm(home, { recursive: true, force: true });
    const stats = (await readReport(path, PlaywrightReport))?.stats;
    return settle(code, stats?.expected ?? 0, (stats?.unexpected ?? 0) + (stats?.flaky ?? 0), said);
  },
};
