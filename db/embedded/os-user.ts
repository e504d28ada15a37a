import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { StartError } from "./start-error";

/** The operating system's user that PostgreSQL runs as; undefined means: as whoever runs this process. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

const userName = "postgres";

function idOf(flag: "-u" | "-g"): number | undefined {
  const { status, stdout } = spawnSync("id", [flag, userName], { encoding: "utf8" });
  return status === 0 ? Number.parseInt(stdout, 10) : undefined;
}

function lookUp(): OsUser | undefined {
  const uid = idOf("-u");
  const gid = idOf("-g");
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

/**
 * PostgreSQL refuses to run as root, so root needs another user: the owner of the data where there is data,
 * else `postgres`, which is created when the system has none.
 */
export async function databaseUser(dataFolder: string): Promise<OsUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataFolder).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const present = lookUp();
  if (present) return present;
  const home = "/nonexistent";
  const created = spawnSync(
    "useradd",
    ["--system", "--user-group", "--no-create-home", "--home-dir", home, userName],
    { encoding: "utf8" },
  );
  const user = lookUp();
  if (user) return user;
  const said = created.error?.message ?? created.stderr.trim();
  throw new StartError(
    `PostgreSQL does not run as root, and the user "${userName}" could not be created (${said}). ` +
      "Create it, or start as a user other than root.",
  );
}

/** Whether that user can walk to a folder. Asked of the system itself, so access lists count too. */
export function canReach(user: OsUser | undefined, folder: string): boolean {
  if (!user) return true;
  const { status } = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], {
    ...user,
    cwd: "/",
    stdio: "ignore",
  });
  return status === 0;
}
