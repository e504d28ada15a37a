import { spawn } from "node:child_process";
import { join } from "node:path";

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Shown when something failed. */
  readonly report: string;
}

export interface Check {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

interface Finished {
  readonly code: number | null;
  readonly said: string;
}

/** Nothing takes this long; a check that hangs must not take the others with it. */
const timeoutMs = 12 * 60_000;

/** Runs a program of the project's dependencies and keeps what it says. */
export function runProgram(
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Finished> {
  return new Promise((done) => {
    const child = spawn(join("node_modules", ".bin", name), [...args], {
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1", FORCE_COLOR: "0", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
    });
    let said = "";
    const keep = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => done({ code: null, said: error.message }));
    child.once("close", (code) => done({ code, said }));
  });
}

/** Programs that exit with 0 when they find nothing; one check, however many. */
export function programCheck(name: string, ...commands: readonly (readonly [string, ...string[]])[]): Check {
  return {
    name,
    run: async () => {
      for (const [command, ...args] of commands) {
        const { code, said } = await runProgram(command, args);
        if (code !== 0) return { passed: 0, failed: 1, report: said };
      }
      return { passed: 1, failed: 0, report: "" };
    },
  };
}

/** A function of ours that lists what is wrong, one sentence each. */
export function ruleCheck(name: string, find: () => Promise<readonly string[]>): Check {
  return {
    name,
    run: async () => {
      const faults = await find();
      const passed = faults.length === 0 ? 1 : 0;
      return { passed, failed: 1 - passed, report: faults.join("\n") };
    },
  };
}
