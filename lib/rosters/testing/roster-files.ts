import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

let folder: string | undefined;
let count = 0;

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
});

/** Writes a file into a folder that goes with the test file, and gives its path. */
export function rosterFile(content: string | Uint8Array, ending = ".csv"): string {
  folder ??= mkdtempSync(join(tmpdir(), "opportune-rosters-"));
  count += 1;
  const path = join(folder, `roster-${count}${ending}`);
  writeFileSync(path, content);
  return path;
}
