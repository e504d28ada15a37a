import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isAtWork, markOf, readRunFile, takeHome, writeRunFile } from "./run-file.mjs";

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "opportune-home-"));
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

function sleeper() {
  const child = spawn("sleep", ["60"]);
  return { child, mark: markOf(child.pid ?? 0) };
}

describe("the run file", () => {
  it("lets one supervisor in and names it to the next", async () => {
    const other = sleeper();
    writeRunFile(home, { supervisor: other.mark, address: "http://127.0.0.1:3000", children: {} });
    expect(await takeHome(home)).toMatchObject({ address: "http://127.0.0.1:3000", supervisor: other.mark });
    other.child.kill();
  });

  it("is taken over from a killed supervisor, and the children it left are ended", async () => {
    const { mark } = sleeper();
    writeRunFile(home, {
      supervisor: { ...markOf(process.ppid), startedAt: "before" },
      children: { web: mark },
    });
    expect(await takeHome(home)).toBeUndefined();
    expect(isAtWork(mark)).toBe(false);
    expect(readRunFile(home)).toEqual({ supervisor: markOf(process.pid), children: {} });
  });

  it("spares a stranger that has the number of a child of ours", async () => {
    const { child, mark } = sleeper();
    const reused = { pid: mark.pid, startedAt: "long ago" };
    writeRunFile(home, { supervisor: reused, children: { web: reused } });
    expect(await takeHome(home)).toBeUndefined();
    expect(isAtWork(mark)).toBe(true);
    child.kill();
  });
});
