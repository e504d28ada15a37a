import { resolve } from "node:path";
import { parentPort, Worker, workerData } from "node:worker_threads";

/** Node cannot run TypeScript by itself in all versions we support; tsx can, and costs a thread about 80 ms. */
const startModule = `
const { createRequire } = require("node:module");
const { constants, setPriority } = require("node:os");
const { workerData } = require("node:worker_threads");
// Pages come first: on Linux this is the thread's own, elsewhere it would be the whole process's.
if (process.platform === "linux") setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
const requireFromRoot = createRequire(workerData.root + "/package.json");
requireFromRoot("tsx/cjs");
requireFromRoot(workerData.module);
`;

export interface WorkerThreadTask {
  /** TypeScript module that calls `answerInWorkerThread`, from the root of the project: "lib/roles/match-worker.ts". */
  readonly module: string;
  /** Copied into the thread, where `answerInWorkerThread` hands it to the work. */
  readonly input: unknown;
  /** Heap of the thread; buffers are not counted. */
  readonly memoryMegabytes: number;
  readonly timeoutMs: number;
  readonly onProgress?: (progress: unknown) => void;
}

function startWorkerThread({ module, input, memoryMegabytes }: WorkerThreadTask): Worker {
  const root = process.cwd();
  return new Worker(startModule, {
    eval: true,
    execArgv: [],
    workerData: { root, module: resolve(/* turbopackIgnore: true */ root, module), input },
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  });
}

/** Why a thread gave no answer. */
export class WorkerThreadError extends Error {
  readonly reason: "out_of_memory" | "timed_out" | "failed";

  constructor(reason: WorkerThreadError["reason"], cause?: unknown) {
    super(`The thread gave no answer: ${reason}.`, { cause });
    this.name = "WorkerThreadError";
    this.reason = reason;
  }
}

type Message =
  | { readonly kind: "progress"; readonly value: unknown }
  | { readonly kind: "answer"; readonly value: unknown };

function reasonOf(error: unknown): WorkerThreadError["reason"] {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_WORKER_OUT_OF_MEMORY" ? "out_of_memory" : "failed";
}

/**
 * Runs a module of ours in a thread of its own until it answers, and ends the thread. Works from Next, the worker
 * process, scripts and tests alike, because the thread brings its own TypeScript loader.
 *
 * @throws WorkerThreadError when it runs out of memory or time, or fails
 */
export async function runInWorkerThread(task: WorkerThreadTask): Promise<unknown> {
  const worker = startWorkerThread(task);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<unknown>((answer, fail) => {
      timer = setTimeout(() => fail(new WorkerThreadError("timed_out")), task.timeoutMs);
      worker.on("message", (message: Message) => {
        if (message.kind === "answer") answer(message.value);
        else task.onProgress?.(message.value);
      });
      worker.on("error", (error) => fail(new WorkerThreadError(reasonOf(error), error)));
      worker.on("exit", () => fail(new WorkerThreadError("failed")));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** The other end: does the one task this thread was started for. A rejection reaches the caller as "failed". */
export async function answerInWorkerThread(
  work: (input: unknown, reportProgress: (progress: unknown) => void) => Promise<unknown>,
): Promise<void> {
  const post = (message: Message) => parentPort?.postMessage(message);
  const value = await work(workerData.input, (progress) => post({ kind: "progress", value: progress }));
  post({ kind: "answer", value });
}
