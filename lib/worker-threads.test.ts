import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInWorkerThread, type WorkerThreadTask } from "./worker-threads";

let folder = "";
let modules = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "opportune-threads-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(work: string, bounds: Partial<WorkerThreadTask> = {}): Promise<unknown> {
  modules += 1;
  const module = join(folder, `work-${modules}.mts`);
  const source = join(process.cwd(), "lib/worker-threads.ts");
  writeFileSync(
    module,
    `import { answerInWorkerThread } from ${JSON.stringify(source)};
     answerInWorkerThread(async (input: unknown, report: (progress: unknown) => void): Promise<unknown> => { ${work} });`,
  );
  return runInWorkerThread({ module, input: 20, memoryMegabytes: 64, timeoutMs: 20_000, ...bounds });
}

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
