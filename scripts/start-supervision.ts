import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "@/db/embedded/postmaster";
import { StartError } from "@/db/embedded/start-error";
import { type RunFile, removeRunFile } from "./run-file.mjs";
import type { SupervisedChild } from "./start-children";
import type { EmbeddedDatabase } from "./start-database";

const databaseCheckMs = 1_000;
const longestPauseMs = 30_000;
const parentCheckMs = 250;
const hurryAfterMs = 2_000;

/** One line for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What has been started so far, so that it can be ended in the opposite order at any moment. */
export interface Running {
  readonly home: string;
  readonly run: RunFile;
  readonly undo: (() => Promise<void>)[];
  readonly children: SupervisedChild[];
  crashesBeforeReady: number;
}

/** Drizzle's own message holds the whole statement with its values; the database's own words are in the cause. */
export function explain(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const said = error.cause instanceof Error ? error.cause.message : error.message;
  const frames = (error.stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  return [`${error.name}: ${said}`, ...frames].join("\n");
}

/** Starts the server again when it died, on the port that everybody knows. */
export function watchDatabase(running: Running, database: EmbeddedDatabase): void {
  let { cluster } = database;
  let pauseMs = databaseCheckMs;
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      await sleep(pauseMs, undefined, { ref: false });
      if (isOver || isAlive(cluster.pid)) continue;
      say("database: ended; starting it again.");
      try {
        cluster = await database.revive();
        pauseMs = databaseCheckMs;
      } catch (error) {
        say(`database: ${explain(error)}`);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
    }
  };
  running.undo.push(async () => {
    isOver = true;
  });
  void watch();
}

/** Ends in order what a start has begun. The second call of a person in a hurry ends web and worker at once. */
export function stopper(running: Running): {
  readonly isStopping: () => boolean;
  readonly stop: (code: number) => void;
} {
  let stoppingSince: number | undefined;
  const endInOrder = async (exitCode: number) => {
    for (const undo of running.undo.reverse()) await undo();
    removeRunFile(running.home);
    process.exit(exitCode);
  };
  const stop = (exitCode: number) => {
    if (stoppingSince !== undefined) {
      // Ctrl+C comes twice by itself: from the terminal and from npm.
      if (Date.now() - stoppingSince < hurryAfterMs) return;
      for (const { pid } of Object.values(running.run.children))
        if (isAlive(pid)) process.kill(pid, "SIGKILL");
      return;
    }
    stoppingSince = Date.now();
    void endInOrder(exitCode);
  };
  return { isStopping: () => stoppingSince !== undefined, stop };
}

/** npm hands SIGTERM to the shell between it and us, which dies of it without a word to us. */
export function onOrphaned(action: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    action();
  }, parentCheckMs);
  timer.unref();
}
