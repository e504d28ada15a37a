import { spawn } from "node:child_process";
import { access, chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OsUser } from "./os-user";
import { StartError } from "./start-error";

const majorVersion = "18";

/** What the server's programs see: nothing of the person's own, and English, since their messages are read. */
export const environment = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", NODE_ENV: "production" } as const;

function run(file: string, args: readonly string[], user: OsUser | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...user,
      cwd: "/",
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(code === 0 ? undefined : said.trim()));
  });
}

/** Made beside its place and moved there whole, so a killed first start leaves nothing that looks finished. */
async function initialise(
  dataFolder: string,
  password: string,
  initdb: string,
  user: OsUser | undefined,
): Promise<void> {
  const unfinished = `${dataFolder}.unfinished`;
  const passwordFile = `${dataFolder}.password`;
  await rm(unfinished, { recursive: true, force: true, maxRetries: 5 });
  await rm(passwordFile, { force: true });
  await mkdir(unfinished, { mode: 0o700 });
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user) {
      await chown(unfinished, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    const flags = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
    const failure = await run(
      initdb,
      [
        ...[`--pgdata=${unfinished}`, "--username=postgres", `--pwfile=${passwordFile}`],
        ...["--auth=scram-sha-256", "--no-instructions", ...flags],
      ],
      user,
    );
    if (failure !== undefined) {
      throw new StartError(`The database folder ${dataFolder} could not be made: ${failure}`);
    }
    await rename(unfinished, dataFolder);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * Makes the data folder the first time, and refuses one that this user or this version cannot run.
 * @param password of the superuser, written into a new folder
 */
export async function ensureDataFolder(
  dataFolder: string,
  password: string,
  initdb: string,
  user: OsUser | undefined,
): Promise<void> {
  const isThere = await access(dataFolder).then(
    () => true,
    () => false,
  );
  if (!isThere) await initialise(dataFolder, password, initdb, user);
  const version = (await readFile(join(dataFolder, "PG_VERSION"), "utf8").catch(() => "")).trim();
  if (version === majorVersion) return;
  const owner = await stat(dataFolder);
  const self = user?.uid ?? process.getuid?.();
  throw new StartError(
    self !== undefined && owner.uid !== self
      ? `The database folder ${dataFolder} belongs to another user (number ${owner.uid}). Start as that user, or as root.`
      : `The database folder ${dataFolder} is not one of PostgreSQL ${majorVersion} (it says "${version}"). ` +
          "Move it away to begin anew, or run the version of the product that made it.",
  );
}
