import { resolve } from "node:path";
import { parentPort, Worker } from "node:worker_threads";

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

export interface WorkerThreadBounds {
  /** TypeScript module that calls `answerInWorkerThread`, from the root of the project: "lib/roles/match-worker.ts". */
  readonly module: string;
  /** Heap of the thread; buffers are not counted. */
  readonly memoryMegabytes: number;
}

export interface ThreadWork {
  /** Copied into the thread, where `answerInWorkerThread` hands it to the work. */
  readonly input: unknown;
  readonly timeoutMs: number;
  readonly onProgress?: (progress: unknown) => void;
}

export type WorkerThreadTask = WorkerThreadBounds & ThreadWork;

function startWorkerThread({ module, memoryMegabytes }: WorkerThreadBounds): Worker {
  const root = process.cwd();
  return new Worker(startModule, {
    eval: true,
    execArgv: [],
    workerData: { root, module: resolve(/* turbopackIgnore: true */ root, module) },
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
 * A module of ours in a thread of its own that does one piece of work after another. Works from Next, the worker process,
 * scripts and tests alike, because the thread brings its own TypeScript loader. It keeps no process alive while it waits.
 */
export class WorkerThread {
  readonly #worker: Worker;
  #isOver = false;

  constructor(bounds: WorkerThreadBounds) {
    this.#worker = startWorkerThread(bounds);
    this.#worker.once("exit", () => {
      this.#isOver = true;
    });
    // Without an ear an error of a waiting thread would end the process.
    this.#worker.on("error", () => {
      this.#isOver = true;
    });
  }

  /** Whether it can do no more work: it was ended, or came to its end by itself. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * One piece of work at a time. What fails ends the thread.
   * @throws WorkerThreadError when it runs out of memory or time, or fails
   */
  async run({ input, timeoutMs, onProgress }: ThreadWork): Promise<unknown> {
    const worker = this.#worker;
    const ears = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    worker.ref();
    try {
      return await new Promise<unknown>((answer, fail) => {
        timer = setTimeout(() => fail(new WorkerThreadError("timed_out")), timeoutMs);
        const hear = (message: Message) => {
          if (message.kind === "answer") answer(message.value);
          else onProgress?.(message.value);
        };
        const hearError = (error: unknown) => fail(new WorkerThreadError(reasonOf(error), error));
        const hearExit = () => fail(new WorkerThreadError("failed"));
        worker.on("message", hear).on("error", hearError).on("exit", hearExit);
        ears.signal.addEventListener("abort", () => {
          worker.off("message", hear).off("error", hearError).off("exit", hearExit);
        });
        worker.postMessage(input);
      });
    } catch (error) {
      await this.end();
      throw error;
    } finally {
      clearTimeout(timer);
      ears.abort();
      worker.unref();
    }
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#worker.terminate();
  }
}

/**
 * Runs a module of ours in a thread of its own until it answers, and ends the thread.
 * @throws WorkerThreadError when it runs out of memory or time, or fails
 */
export async function runInWorkerThread(task: WorkerThreadTask): Promise<unknown> {
  const thread = new WorkerThread(task);
  try {
    return await thread.run(task);
  } finally {
    await thread.end();
  }
}

/**
 * Threads of one module whose start costs more than a little work does: one that has done its work waits a while for the
 * next. Work at the same moment gets threads of its own.
 */
export class WarmThreads {
  readonly #bounds: WorkerThreadBounds;
  readonly #idleMs: number;
  #waiting: { readonly thread: WorkerThread; readonly timer: NodeJS.Timeout } | undefined;

  constructor(bounds: WorkerThreadBounds, { idleMs }: { readonly idleMs: number }) {
    this.#bounds = bounds;
    this.#idleMs = idleMs;
  }

  /** @throws WorkerThreadError when the thread runs out of memory or time, or fails; it is not used again then */
  async run(work: ThreadWork): Promise<unknown> {
    const thread = this.#take();
    try {
      return await thread.run(work);
    } finally {
      await this.#leave(thread);
    }
  }

  #take(): WorkerThread {
    const taken = this.#waiting;
    this.#waiting = undefined;
    clearTimeout(taken?.timer);
    return taken && !taken.thread.isOver ? taken.thread : new WorkerThread(this.#bounds);
  }

  async #leave(thread: WorkerThread): Promise<void> {
    if (this.#waiting || thread.isOver) {
      await thread.end();
      return;
    }
    const end = () => {
      this.#waiting = undefined;
      void thread.end();
    };
    this.#waiting = { thread, timer: setTimeout(end, this.#idleMs).unref() };
  }
}

/** The other end: does what the thread is given. A rejection reaches the caller as "failed". */
export function answerInWorkerThread(
  work: (input: unknown, reportProgress: (progress: unknown) => void) => Promise<unknown>,
): void {
  const post = (message: Message) => parentPort?.postMessage(message);
  parentPort?.on("message", async (input: unknown) => {
    const value = await work(input, (progress) => post({ kind: "progress", value: progress }));
    post({ kind: "answer", value });
  });
}
