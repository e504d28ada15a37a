import "server-only";
import type { Ctx } from "@/lib/auth/context";
import { computeInThread } from "./compute-in-thread";
import { loadRunToCheck } from "./queries/run-to-check";
import { CheckRunInput, countOtherNumbers, listRunChanges, type RunCheck } from "./run-check";
import { formulaVersion } from "./schema";

/**
 * Computes a finished run again over its own release, source version and settings, whatever is in use by now, and
 * compares. Changes nothing.
 * @throws AppError `not_found`, `forbidden`
 */
export async function checkRun(ctx: Ctx, input: unknown): Promise<RunCheck> {
  const { runId } = CheckRunInput.parse(input);
  const { run, stored, input: runInput } = await loadRunToCheck(ctx, runId);
  if (run.formulaVersion !== formulaVersion) {
    return { state: "other_formula", formulaVersion: run.formulaVersion };
  }
  const { inputsHash, output } = await computeInThread(runInput);
  if (inputsHash !== run.inputsHash) {
    return { state: "inputs_changed", changes: listRunChanges(stored, output.roles) };
  }
  const roleCount = countOtherNumbers(stored, output.roles);
  return roleCount > 0 ? { state: "numbers_differ", roleCount } : { state: "same", roleCount: stored.length };
}
