import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInWorkerThread, WarmThreads, WorkerThread, type WorkerThreadTask } from "./worker-threads";

let folder = "";
let modules = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "opportune-threads-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function moduleOf(work: string): string {
  modules += 1;
  const module = join(folder, `work-${modules}.mts`);
  const source = join(process.cwd(), "lib/worker-threads.ts");
  writeFileSync(
    module,
    `import { answerInWorkerThread } from ${JSON.stringify(source)};
     answerInWorkerThread(async (input: unknown, report: (progress: unknown) => void): Promise<unknown> => { ${work} });`,
  );
  return module;
}

function run(work: string, bounds: Partial<WorkerThreadTask> = {}): Promise<unknown> {
  const module = moduleOf(work);
  return runInWorkerThread({ module, input: 20, memoryMegabytes: 64, timeoutMs: 20_000, ...bounds });
}

it("WorkerThread does one piece of work after another, until one fails", { timeout: 30_000 }, async () => {
  const module = moduleOf(
    'if (input === "fail") throw new Error("no"); globalThis.done = (globalThis.done ?? 0) + 1; return globalThis.done;',
  );
  const thread = new WorkerThread({ module, memoryMegabytes: 64 });
  const work = (input: string) => thread.run({ input, timeoutMs: 20_000 });
  expect([await work("one"), await work("two")]).toEqual([1, 2]);
  expect(thread.isOver).toBe(false);
  await expect(work("fail")).rejects.toMatchObject({ reason: "failed" });
  expect(thread.isOver).toBe(true);
});

it("WarmThreads keeps one thread for the next work, and none that failed or waited too long", {
  timeout: 60_000,
}, async () => {
  const module = moduleOf(
    'if (input === "fail") throw new Error("no"); globalThis.done = (globalThis.done ?? 0) + 1; return globalThis.done;',
  );
  const threads = new WarmThreads({ module, memoryMegabytes: 64 }, { idleMs: 1_000 });
  const work = (input: string) => threads.run({ input, timeoutMs: 20_000 });
  expect([await work("one"), await work("two")]).toEqual([1, 2]);
  // At the same moment each has its own; one of them is kept.
  expect((await Promise.all([work("three"), work("four")])).sort()).toEqual([1, 3]);
  await expect(work("fail")).rejects.toMatchObject({ reason: "failed" });
  expect(await work("five")).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await work("six")).toBe(1);
});

describe("runInWorkerThread", { timeout: 30_000 }, () => {
  it("hands over the input, passes progress on and gives the answer", async () => {
    const progress: unknown[] = [];
    const answer = run("report(1); report(2); return Number(input) + 1;", {
      onProgress: (at) => progress.push(at),
    });
    expect(await answer).toBe(21);
    expect(progress).toEqual([1, 2]);
  });

  it("ends a thread that takes too much memory, and this process goes on", async () => {
    const balloon =
      "const kept: number[][] = []; for (;;) kept.push(new Array(100_000).fill(Math.random()));";
    await expect(run(balloon)).rejects.toMatchObject({ reason: "out_of_memory" });
  });

  it("ends a thread that takes too much time", async () => {
    await expect(run("for (;;) {}", { timeoutMs: 1_000 })).rejects.toMatchObject({ reason: "timed_out" });
  });

  it("says when the work fails, and when the thread ends without an answer", async () => {
    await expect(run('throw new Error("no");')).rejects.toMatchObject({ reason: "failed" });
    await expect(run("return process.exit(0);")).rejects.toMatchObject({ reason: "failed" });
  });
});
