import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCluster, stopCluster, superuserUrl } from "@/db/embedded/cluster";
import { addressesOf } from "@/db/embedded/provision";
import { ensureDatabase, ensureRoles } from "@/db/roles";
import { S3Stub } from "@/e2e/stubs/s3-stub";

const superuser = "only-for-this-test";
const passwords = {
  owner: "0123456789abcdef".repeat(2),
  app: "a1b2c3d4".repeat(4),
  system: "f0e1d2c3".repeat(4),
};
let folder = "";
let port = 0;

/** As the image of PostgreSQL runs it: by the superuser, in the empty database it has just made. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "opportune-roles-"));
  // The server runs as another user when root runs the tests.
  await chmod(folder, 0o711);
  const dataFolder = join(folder, "postgres");
  const cluster = await startCluster({
    dataFolder,
    password: superuser,
    logFile: join(folder, "postgres.log"),
  });
  port = cluster.port;
  await asAdmin("postgres", (admin) => admin.unsafe("create database opportune"));
  await asAdmin("opportune", async (admin) => {
    for (const [role, password] of Object.entries(passwords)) {
      await admin`select set_config(${`opportune.${role}_password`}, ${password}, false)`;
    }
    await admin.unsafe(await readFile("deploy/postgres/roles.sql", "utf8"));
  });
});
afterAll(async () => {
  await stopCluster(join(folder, "postgres"), "immediate");
  await rm(folder, { recursive: true, force: true });
});

async function asUser<T>(url: string, work: (client: Sql) => Promise<T>): Promise<T> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(client);
  } finally {
    await client.end({ timeout: 5 });
  }
}

const asAdmin = <T>(database: string, work: (client: Sql) => Promise<T>) =>
  asUser(superuserUrl(port, superuser, database), work);

/** Everything that says who may do what, apart from the passwords' salt. */
function rightsNow(): Promise<unknown> {
  return asAdmin("opportune", async (admin) => ({
    roles: await admin`
      select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolconfig
        from pg_roles where rolname like 'opportune%' order by rolname`,
    database: await admin`
      select pg_get_userbyid(datdba) as owner, (select array_agg(entry::text order by entry::text) from unnest(datacl) entry) as acl
        from pg_database where datname = 'opportune'`,
  }));
}

describe("deploy/postgres/roles.sql", () => {
  it("makes what the embedded server has, which would change nothing", async () => {
    const made = await rightsNow();
    expect(made).toMatchObject({ database: [{ owner: "opportune_owner" }], roles: { length: 3 } });
    await asAdmin("postgres", async (admin) => {
      await ensureRoles(admin, passwords);
      await ensureDatabase(admin, "opportune");
    });
    expect(await rightsNow()).toEqual(made);
  });

  it("gives nobody more than they need", async () => {
    const { DATABASE_URL, DATABASE_SYSTEM_URL } = addressesOf(port, "opportune", passwords);
    const tableBy = (url: string) => asUser(url, (client) => client.unsafe("create table walls (id int)"));
    await expect(tableBy(DATABASE_URL)).rejects.toThrow("permission denied for schema public");
    await expect(tableBy(DATABASE_SYSTEM_URL)).rejects.toThrow("permission denied for schema public");
    await asUser(DATABASE_SYSTEM_URL, (system) => system.unsafe("create schema queue; drop schema queue"));
  });
});

describe("scripts/prepare-installation.ts", () => {
  const stub = new S3Stub();
  beforeAll(() => stub.start());
  afterAll(() => stub.stop());

  async function prepare(changes: Record<string, string> = {}): Promise<{ stdout: string; stderr: string }> {
    const env = {
      NODE_ENV: "production" as const,
      TSX_TSCONFIG_PATH: "tsconfig.node.json",
      ...addressesOf(port, "opportune", passwords),
      NEXTAUTH_URL: "https://opportune.acme.org",
      NEXTAUTH_SECRET: "K8m2Xq7Zt4Vb9Wc6Yd1Rf5Gh3Jn0LpSa",
      S3_ENDPOINT: stub.endpoint,
      S3_BUCKET: stub.bucketName,
      S3_REGION: stub.key.region,
      S3_ACCESS_KEY_ID: stub.key.accessKeyId,
      S3_SECRET_ACCESS_KEY: stub.key.secretAccessKey,
      LOG_LEVEL: "silent",
      ...changes,
    };
    const script = ["--import", "tsx", "scripts/prepare-installation.ts"];
    return promisify(execFile)(process.execPath, script, { env });
  }

  it("says in a sentence what is in the way", async () => {
    await expect(prepare({ DATABASE_OWNER_URL: "" })).rejects.toMatchObject({
      stderr: "DATABASE_OWNER_URL is not set; the migrations need it.\n",
    });
    const wrong = addressesOf(port, "opportune", { ...passwords, app: "wrong" }).DATABASE_URL;
    await expect(prepare({ DATABASE_URL: wrong })).rejects.toMatchObject({
      stderr: expect.stringContaining("DATABASE_URL cannot be used (password authentication failed"),
    });
  });

  it("makes the installation ready for the application's role, twice as well as once", async () => {
    stub.bucket.exists = false;
    const [first, second] = [await prepare(), await prepare()];
    expect(first.stdout).toMatch(/Loaded O\*NET 30\.1/);
    for (const { stdout } of [first, second]) {
      expect(stdout).toContain("The database is ready.");
      expect(stdout).toContain("The bucket opportune is ready.");
      expect(stdout).toMatch(/First admin: .*\n {2}https:\/\/opportune\.acme\.org\/welcome\/\S+\n/);
    }
    expect(stub.asked.filter((operation) => operation === "CreateBucket")).toHaveLength(1);
    const { DATABASE_URL } = addressesOf(port, "opportune", passwords);
    const [seen] = await asUser(
      DATABASE_URL,
      (app) => app<{ count: number }[]>`select count(*)::int as count from onet_occupations`,
    );
    expect(seen?.count).toBeGreaterThan(900);
  });

  it("stops when the store is away, after the database is ready", async () => {
    const preparing = prepare({ S3_ENDPOINT: "http://127.0.0.1:1" });
    await expect(preparing).rejects.toMatchObject({
      stdout: "The database is ready.\n",
      stderr: expect.stringContaining("The file store does not answer."),
    });
  });
});
