import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { stopCluster } from "../embedded/cluster";
import { isAlive } from "../embedded/postmaster";

/**
 * A killed run cannot clean up after itself, so the next one does: ends the servers and removes the folders
 * `<prefix><process number>-…` of runs that are over. The data of each lies in its folder `postgres`.
 */
export async function removeLeftovers(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const owner = Number(name.startsWith(prefix) ? name.slice(prefix.length).split("-")[0] : Number.NaN);
    if (Number.isNaN(owner) || isAlive(owner)) continue;
    await stopCluster(join(parent, name, "postgres"), "immediate");
    await rm(join(parent, name), { recursive: true, force: true });
  }
}
