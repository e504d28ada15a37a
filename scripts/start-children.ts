import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { endProcess, markOf } from "./run-file.mjs";

export interface ChildSpec {
  readonly name: string;
  /** Arguments for node. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** How long it may take to finish what it has in hand after SIGTERM. */
  readonly stopTimeoutMs: number;
}

export interface ChildEvents {
  /** One line for the person at the terminal. */
  readonly say: (line: string) => void;
  /** A new process runs under this name. */
  readonly onStart: (name: string, pid: number) => void;
  /** It ended by itself and will be started again. */
  readonly onCrash: (name: string) => void;
}

export interface SupervisedChild {
  readonly stop: () => Promise<void>;
  /** The last lines it wrote. */
  readonly lastLines: () => string;
}

/** For node: the child ends by itself when this process is killed. It needs an `ipc` among its `stdio`. */
export const dyingWithUs = {
  args: ["--import", "./scripts/die-with-parent.mjs"],
  env: { OPPORTUNE_SUPERVISOR: String(process.pid) },
} as const;

const logLimitBytes = 20_000_000;
const keptLines = 30;
const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** After this long a process counts as sound, and its next crash as the first. */
const soundAfterMs = 60_000;

const LogLine = z.object({
  level: z.string(),
  msg: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
});
const loud = new Set(["error", "fatal"]);

/** The log of the run before last is enough. */
export async function openLog(home: string, name: string): Promise<WriteStream> {
  const path = join(home, "logs", `${name}.log`);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logLimitBytes) await rename(path, `${path}.1`);
  return createWriteStream(path, { flags: "a", mode: 0o600 });
}

/** What a person should see of a log line: errors in a sentence; undefined for all the rest. */
function errorIn(line: string, isStderr: boolean): string | undefined {
  if (!line.startsWith("{")) return isStderr && line.trim() !== "" ? line : undefined;
  try {
    const { level, msg, err } = LogLine.parse(JSON.parse(line));
    if (!loud.has(level)) return undefined;
    return [msg, err?.message].filter(Boolean).join(": ");
  } catch {
    return isStderr ? line : undefined;
  }
}

/** Starts a process and starts it again, ever more slowly, whenever it ends. */
export function supervise(spec: ChildSpec, log: WriteStream, events: ChildEvents): SupervisedChild {
  const recent: string[] = [];
  let lastError: string | undefined;
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let pauseMs = firstPauseMs;

  function keep(line: string, isStderr: boolean): void {
    log.write(`${line}\n`);
    recent.push(line);
    if (recent.length > keptLines) recent.shift();
    const error = errorIn(line, isStderr);
    // The same again and again is in the log; the terminal shows it once.
    if (error && error !== lastError) events.say(`${spec.name}: ${error}`);
    if (error) lastError = error;
  }

  function startOnce(): void {
    const startedAt = Date.now();
    const started = spawn(process.execPath, [...dyingWithUs.args, ...spec.args], {
      env: { ...spec.env, ...dyingWithUs.env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      // A group of its own: Ctrl+C reaches the supervisor alone, which ends its children in order.
      detached: true,
    });
    child = started;
    if (started.pid !== undefined) events.onStart(spec.name, started.pid);
    if (started.stdout) createInterface({ input: started.stdout }).on("line", (line) => keep(line, false));
    if (started.stderr) createInterface({ input: started.stderr }).on("line", (line) => keep(line, true));
    started.once("error", (error) => keep(error.message, true));
    started.once("close", (code, signal) => {
      if (isStopping) return;
      if (Date.now() - startedAt > soundAfterMs) pauseMs = firstPauseMs;
      events.say(`${spec.name}: ended (${signal ?? `exit code ${code}`}); starting it again.`);
      events.onCrash(spec.name);
      timer = setTimeout(startOnce, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
  }

  startOnce();
  return {
    lastLines: () => recent.join("\n"),
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        await endProcess(markOf(child.pid), "SIGTERM", spec.stopTimeoutMs);
      }
      log.end();
    },
  };
}
