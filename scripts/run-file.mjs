// The file that says which processes of one OPPORTUNE_HOME are at work. Plain JavaScript: it is read before anything
// is installed. A process number alone proves nothing (the system uses it again), so its start time goes with it.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * @typedef {{ pid: number, startedAt: string }} ProcessMark
 * @typedef {{ supervisor: ProcessMark, address?: string, children: Record<string, ProcessMark> }} RunFile
 */

const fileName = "run.json";

/** @param {number} pid */
function startTime(pid) {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The second field is the program's name in brackets and may hold anything; the 22nd is the start in ticks.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? undefined : fields[19];
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @returns {ProcessMark}
 */
export function markOf(pid) {
  return { pid, startedAt: startTime(pid) ?? "" };
}

/** @param {ProcessMark} mark */
export function isAtWork(mark) {
  return mark.startedAt !== "" && startTime(mark.pid) === mark.startedAt;
}

/**
 * @param {string} home
 * @returns {RunFile | undefined}
 */
export function readRunFile(home) {
  try {
    return JSON.parse(readFileSync(join(home, fileName), "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} home
 * @param {RunFile} content
 */
export function writeRunFile(home, content) {
  const file = join(home, fileName);
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}

/** @param {string} home */
export function removeRunFile(home) {
  rmSync(join(home, fileName), { force: true });
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone in the meantime is what was wanted.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/**
 * Sends a signal to a marked process and waits until it is gone; kills it when it takes too long.
 * @param {ProcessMark} mark
 * @param {NodeJS.Signals} signal
 * @param {number} timeoutMs
 */
export async function endProcess(mark, signal, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  if (isAtWork(mark)) send(mark.pid, signal);
  while (isAtWork(mark)) {
    await sleep(50);
    if (Date.now() > deadline) send(mark.pid, "SIGKILL");
  }
}

/**
 * Makes this process the one supervisor of the home, or says who is already. What a killed supervisor left running
 * is ended first.
 * @param {string} home
 * @returns {Promise<RunFile | undefined>} the run file of the supervisor at work, or undefined when it is us now
 */
export async function takeHome(home) {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const found = readRunFile(home);
  if (found && found.supervisor.pid !== process.pid && isAtWork(found.supervisor)) return found;
  for (const child of Object.values(found?.children ?? {})) await endProcess(child, "SIGTERM", 5_000);
  const own = markOf(process.pid);
  writeRunFile(home, { supervisor: own, children: {} });
  // Two starts in the same blink both get here; the later writer wins and the other one sees it.
  await sleep(100);
  const now = readRunFile(home);
  return now && now.supervisor.pid !== own.pid ? now : undefined;
}
