import { spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClusterOptions, startCluster, stopCluster, superuserUrl } from "./cluster";
import { freePort, isAlive, waitUntil } from "./postmaster";

let folder: string;
let options: ClusterOptions;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "opportune-cluster-"));
  await chmod(folder, 0o711);
  options = {
    dataFolder: join(folder, "postgres"),
    password: "only-for-this-test",
    logFile: join(folder, "postgres.log"),
    port: await freePort(),
  };
});

afterAll(async () => {
  await stopCluster(options.dataFolder, "immediate");
  await rm(folder, { recursive: true, force: true });
});

async function query(port: number, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = postgres(superuserUrl(port, options.password), { max: 1, onnotice: () => undefined });
  try {
    return await client.unsafe(statement);
  } finally {
    await client.end({ timeout: 1 });
  }
}

describe("the embedded server", () => {
  it("starts over a folder it makes, on the port asked for, with UTF-8", async () => {
    const cluster = await startCluster(options);
    expect(cluster).toMatchObject({ port: options.port, isStartedHere: true });
    expect(await query(cluster.port, "show server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
    await query(cluster.port, "create table kept (line text)");
  });

  it("is found running, and not started a second time", async () => {
    const cluster = await startCluster({ ...options, port: await freePort() });
    expect(cluster).toMatchObject({ port: options.port, isStartedHere: false });
  });

  it("refuses another password with a sentence", async () => {
    await expect(startCluster({ ...options, password: "wrong" })).rejects.toThrow(
      /does not accept the password/,
    );
  });

  it("comes back after kill -9 with everything that was committed", async () => {
    const before = await startCluster(options);
    await query(before.port, "insert into kept values ('committed')");
    process.kill(before.pid, "SIGKILL");
    await waitUntil(() => !isAlive(before.pid), 5_000);
    const after = await startCluster(options);
    expect(after.isStartedHere).toBe(true);
    expect(await query(after.port, "select line from kept")).toEqual([{ line: "committed" }]);
  });

  it("starts when its old process number belongs to a stranger", async () => {
    await stopCluster(options.dataFolder);
    const stranger = spawn("sleep", ["60"]);
    const stale = [stranger.pid, options.dataFolder, 0, options.port, "", "127.0.0.1", "", "ready", ""];
    await writeFile(join(options.dataFolder, "postmaster.pid"), stale.join("\n"));
    const cluster = await startCluster(options);
    expect(cluster.isStartedHere).toBe(true);
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
  });

  it("takes another port when its own is in use, and says so when it may not", async () => {
    await stopCluster(options.dataFolder);
    const squatter = createServer().listen(options.port, "127.0.0.1");
    await expect(startCluster({ ...options, isPortFixed: true })).rejects.toThrow(
      /did not start[\s\S]*in use/,
    );
    const cluster = await startCluster(options);
    expect(cluster.port).not.toBe(options.port);
    await new Promise((done) => squatter.close(done));
  });

  it("refuses a folder of another version", async () => {
    await stopCluster(options.dataFolder);
    const versionFile = join(options.dataFolder, "PG_VERSION");
    const version = await readFile(versionFile, "utf8");
    await writeFile(versionFile, "15\n");
    await expect(startCluster(options)).rejects.toThrow(/is not one of PostgreSQL 18/);
    await writeFile(versionFile, version);
  });
});
