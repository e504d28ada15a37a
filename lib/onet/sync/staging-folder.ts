import "server-only";
import { readdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { env } from "@/lib/env";

/** Folders of this machine in which releases are put together before they are added; one per sync. */

function root(): string {
  return join(resolve(/* turbopackIgnore: true */ env.OPPORTUNE_HOME), "staging");
}

export function stagingFolder(syncId: string): string {
  return join(root(), syncId);
}

export async function removeStagingFolder(syncId: string): Promise<void> {
  await rm(stagingFolder(syncId), { recursive: true, force: true });
}

/** Removes what crashes have left: folders last written into before a moment, but for the named ones. */
export async function tidyStagingFolders(before: Date, named: ReadonlySet<string>): Promise<number> {
  const names = await readdir(root()).catch(() => []);
  let count = 0;
  for (const name of names.filter((each) => !named.has(each))) {
    const path = join(root(), name);
    const found = await stat(path).catch(() => undefined);
    if (!found || found.mtime >= before) continue;
    await rm(path, { recursive: true, force: true });
    count += 1;
  }
  return count;
}
