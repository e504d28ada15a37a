import { lockFaults, readLockFile } from "./lock-file";
import { type Check, programCheck, ruleCheck } from "./verify-checks";
import { documentFaults, migrationFaults, systemRoleFaults } from "./verify-project";
import { buildCheck, journeyCheck, processesCheck, testsCheck } from "./verify-tests";

// Every check of the project, one after the other, and one line at the end that sums them up. A failing check does not
// stop the others. `npm run verify` leaves out the build and the browser; `npm test` (--journeys) runs everything.

const rooms = ["app", "components", "db", "i18n", "inngest", "lib", "scripts", "e2e", "bench"];

const checks: readonly Check[] = [
  programCheck("style", ["biome", "check", "--error-on-warnings", "."]),
  programCheck("types", ["next", "typegen"], ["tsc", "--noEmit"]),
  programCheck("boundaries", ["depcruise", "--config", ".dependency-cruiser.cjs", ...rooms]),
  programCheck("dead code", ["knip"]),
  ruleCheck("lock file", async () => lockFaults(await readLockFile())),
  ruleCheck("migrations", migrationFaults),
  ruleCheck("paths in documents", documentFaults),
  ruleCheck("wall between organizations", systemRoleFaults),
  testsCheck,
  ...(process.argv.includes("--journeys") ? [buildCheck, processesCheck, journeyCheck] : []),
];

const say = (line: string) => process.stdout.write(`${line}\n`);

async function runCheck({ name, run }: Check): Promise<{ passed: number; failed: number }> {
  const startedAt = Date.now();
  const outcome = await run().catch((error: Error) => ({
    passed: 0,
    failed: 1,
    report: String(error.stack),
  }));
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const isSound = outcome.failed === 0;
  say(`${isSound ? "✓" : "✗"} ${name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`);
  if (!isSound) say(outcome.report.trimEnd().replaceAll(/^/gm, "    "));
  return outcome;
}

const total = { passed: 0, failed: 0 };
for (const check of checks) {
  const { passed, failed } = await runCheck(check);
  total.passed += passed;
  total.failed += failed;
}
say(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
