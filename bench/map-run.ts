import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type MapRun = { readonly seconds: number; readonly lines: number; readonly peakMb: number };

const pollMs = 50;

/** Resident memory of a process and its children, in kB. Linux only; 0 elsewhere. */
function residentKb(pid: number): number {
  try {
    const own = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
    );
    return children.reduce((sum, child) => sum + residentKb(Number(child)), own);
  } catch {
    return 0;
  }
}

/** `npm run -s map` over these titles from start to end, with what it and all its children held at most. */
export async function runMap(titles: readonly string[]): Promise<MapRun> {
  const folder = mkdtempSync(join(tmpdir(), "opportune-map-"));
  const path = join(folder, "titles.csv");
  writeFileSync(path, `title\n${titles.map((title) => `"${title.replaceAll('"', '""')}"\n`).join("")}`);
  try {
    const started = performance.now();
    const child = spawn("npm", ["run", "-s", "map", "--", path], { stdio: ["ignore", "pipe", "inherit"] });
    let peakKb = 0;
    let lines = 0;
    const poll = setInterval(() => {
      peakKb = Math.max(peakKb, residentKb(child.pid ?? 0));
    }, pollMs);
    child.stdout.on("data", (text: Buffer) => {
      lines += text.toString().split("\r\n").length - 1;
    });
    const code = await new Promise((resolve) => {
      child.on("close", resolve);
    });
    clearInterval(poll);
    if (code !== 0) throw new Error(`npm run -s map ended with ${code}.`);
    return { seconds: (performance.now() - started) / 1000, lines, peakMb: peakKb / 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
