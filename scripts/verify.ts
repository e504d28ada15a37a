import { lockFaults, readLockFile } from "./lock-file";
import { type Check, programCheck, ruleCheck } from "./verify-checks";
import { documentFaults, migrationFaults, systemRoleFaults } from "./verify-project";
import { buildCheck, journeyCheck, processesCheck, testsCheck } from "./verify-tests";

// Every check of the project, and one line at the end that sums them up. A failing check does not stop the others.
// `npm run verify` leaves out the build and the browser; `npm test` (--journeys) runs everything.

const rooms = ["app", "components", "db", "i18n", "inngest", "lib", "scripts", "e2e", "bench"];
const isWhole = process.argv.includes("--journeys");

/** Most of these keep one core busy, so two run side by side. The build comes after the types, as both write `.next`. */
const sideBySide: readonly (readonly Check[])[] = [
  [programCheck("types", ["next", "typegen"], ["tsc", "--noEmit"]), ...(isWhole ? [buildCheck] : [])],
  [
    programCheck("style", ["biome", "check", "--error-on-warnings", "."]),
    programCheck("boundaries", ["depcruise", "--config", ".dependency-cruiser.cjs", ...rooms]),
    programCheck("dead code", ["knip"]),
    ruleCheck("lock file", async () => lockFaults(await readLockFile())),
    ruleCheck("migrations", migrationFaults),
    ruleCheck("paths in documents", documentFaults),
    ruleCheck("wall between organizations", systemRoleFaults),
  ],
];
/** These have the machine to themselves: they use all of it, or hold times. */
const alone: readonly Check[] = [testsCheck, ...(isWhole ? [processesCheck, journeyCheck] : [])];

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
async function runInOrder(checks: readonly Check[]): Promise<void> {
  for (const check of checks) {
    const { passed, failed } = await runCheck(check);
    total.passed += passed;
    total.failed += failed;
  }
}
await Promise.all(sideBySide.map(runInOrder));
await runInOrder(alone);
say(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
