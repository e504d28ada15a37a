import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Copy, DockerfileParser, type From, type Instruction } from "dockerfile-ast";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { describeIssues, Environment, variables } from "@/lib/env-variables";

const run = promisify(execFile);

const Service = z.object({
  image: z.string(),
  build: z.string().optional(),
  restart: z.string(),
  command: z.union([z.string(), z.array(z.string())]).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  deploy: z.object({ replicas: z.number() }).optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
});

const composeText = readFileSync("compose.yaml", "utf8");
const compose = z
  .object({ services: z.record(z.string(), Service), volumes: z.record(z.string(), z.null()) })
  .parse(parse(composeText, { merge: true }));
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build === ".");
const pinned = /^[\w./-]+:v?\d+\.\d+(\.\d+)?(-[\w.-]+)?$/;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "opportune-deploy-"));
  await mkdir(join(folder, "deploy"));
  await copyFile("deploy/new-env.sh", join(folder, "deploy", "new-env.sh"));
});
afterAll(() => rm(folder, { recursive: true }));

const newEnv = (...args: string[]) => run("sh", [join(folder, "deploy", "new-env.sh"), ...args]);

async function writtenEnv(): Promise<Record<string, string>> {
  const text = await readFile(join(folder, ".env"), "utf8");
  return Object.fromEntries(
    text
      .trim()
      .split("\n")
      .map((line) => line.split(/=(.*)/s).slice(0, 2)),
  );
}

/** As Compose does it: `${NAME:?what to do}`. */
function filledIn(environment: Record<string, string>, env: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{(\w+):\?[^}]*\}/g, (_, variable: string) => env[variable] ?? ""),
    ]),
  );
}

describe("deploy/new-env.sh", () => {
  it("writes every secret that compose.yaml wants, for the owner of the file alone", async () => {
    await newEnv("https://opportune.acme.org/");
    const env = await writtenEnv();
    const wanted = new Set([...composeText.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
    expect(new Set(Object.keys(env))).toEqual(wanted);
    expect(env.NEXTAUTH_URL).toBe("https://opportune.acme.org");
    expect(new Set(Object.values(env)).size).toBe(wanted.size);
    expect((await stat(join(folder, ".env"))).mode & 0o077).toBe(0);
  });

  it("never writes over secrets that data depends on, and wants an address", async () => {
    await expect(newEnv("https://other.acme.org")).rejects.toMatchObject({
      stderr: expect.stringContaining("There is a .env already."),
    });
    await expect(newEnv()).rejects.toMatchObject({ stderr: expect.stringContaining("Say the address") });
  });
});

describe("compose.yaml", () => {
  it("pins every image, builds one, and leaves nothing to run unwatched", () => {
    for (const [name, { image, build, restart }] of services) {
      if (!build) expect(image, name).toMatch(pinned);
      expect(restart, name).toBe(name === "prepare" ? "no" : "unless-stopped");
    }
    expect(ours.map(([name]) => name).sort()).toEqual(["prepare", "web", "worker"]);
    expect(compose.services.web?.deploy?.replicas).toBe(2);
  });

  it("refuses to start without a secret", () => {
    for (const [reference] of composeText.matchAll(/\$\{[^}]*\}/g))
      expect(reference).toMatch(/:\?run deploy/);
  });

  it("gives the product an environment that it takes, and nothing that it does not know", async () => {
    for (const [name, { environment }] of ours) {
      const given = { HOST: "0.0.0.0", PORT: "3000", ...filledIn(environment, await writtenEnv()) };
      expect(
        Object.keys(given).filter((variable) => !(variable in variables)),
        name,
      ).toEqual([]);
      const checked = Environment.safeParse(given);
      expect(checked.success ? "" : describeIssues(checked.error.issues), name).toBe("");
    }
    const owners = ours.filter(([, { environment }]) => "DATABASE_OWNER_URL" in environment);
    expect(owners.map(([name]) => name)).toEqual(["prepare"]);
  });

  it("refuses placeholders in place of secrets", async () => {
    const env = await writtenEnv();
    const web = compose.services.web?.environment ?? {};
    for (const name of [
      "NEXTAUTH_SECRET",
      "INNGEST_SIGNING_KEY",
      "INNGEST_EVENT_KEY",
      "S3_SECRET_ACCESS_KEY",
    ]) {
      const placeholder = filledIn(web, { ...env, [name]: "changeme-changeme-changeme-changeme" });
      expect(Environment.safeParse(placeholder).error?.issues[0]?.path, name).toEqual([name]);
    }
  });

  it("names hosts that are services, on ports that they listen on", () => {
    const ports: Record<string, string> = { database: "5432", store: "8333", inngest: "8288", web: "3000" };
    const addresses = [...composeText.matchAll(/(?:@|http:\/\/)([a-z]+):(\d+)/g)];
    expect(addresses.length).toBeGreaterThan(5);
    for (const [, host = "", port] of addresses) expect(`${host}:${port}`).toBe(`${host}:${ports[host]}`);
  });

  it("waits for services that are there and can tell that they are well", () => {
    for (const [name, { depends_on: needs }] of services) {
      for (const [target, { condition }] of Object.entries(needs)) {
        const found = compose.services[target];
        expect(found, `${name} needs ${target}`).toBeDefined();
        if (condition === "service_healthy") {
          const isChecked = found?.healthcheck?.test ?? (found?.build && !found.healthcheck?.disable);
          expect(Boolean(isChecked), `${name} waits for ${target}`).toBe(true);
        } else {
          expect([condition, found?.restart]).toEqual(["service_completed_successfully", "no"]);
        }
      }
    }
    const unchecked = services.filter(([, { healthcheck }]) => healthcheck?.disable);
    expect(unchecked.map(([name]) => name)).toEqual(["prepare", "worker"]);
  });

  it("mounts volumes that are declared and files that are there", () => {
    const sources = services.flatMap(([, { volumes }]) =>
      volumes.map((volume) => volume.split(":")[0] ?? ""),
    );
    const files = sources.filter((source) => source.startsWith("./"));
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    const named = sources.filter((source) => !source.startsWith("./"));
    expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it("opens the proxy to the network, and nothing else", () => {
    expect(services.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)).toEqual(["proxy"]);
    const caddyfile = readFileSync("deploy/proxy/Caddyfile", "utf8");
    expect(caddyfile).toMatch(/name web\n\s+port 3000\n/);
    expect(caddyfile).toMatch(/@engine path \/api\/inngest .*\n\s+respond @engine 404/);
    expect(compose.services.web?.environment.PROXY_COUNT).toBe("1");
  });

  it("runs the product without rights that it does not need, from files that are there", () => {
    for (const [name, { read_only: isReadOnly, cap_drop: dropped, command }] of ours) {
      expect([isReadOnly, dropped], name).toEqual([true, ["ALL"]]);
      for (const part of [command ?? []].flat()) {
        if (part.endsWith(".ts")) expect(existsSync(part), part).toBe(true);
      }
    }
  });
});

describe("the Dockerfile", () => {
  const dockerfile = DockerfileParser.parse(readFileSync("Dockerfile", "utf8"));
  const instructions = dockerfile.getInstructions();
  const stages = dockerfile.getFROMs();
  const last = instructions.filter(
    (one) => one.getRange().start.line > (stages.at(-1)?.getRange().start.line ?? 0),
  );
  const ofKind = (list: readonly Instruction[], keyword: string) =>
    list.filter((one) => one.getKeyword() === keyword);
  const argumentsOf = (one: Instruction | undefined) =>
    one?.getArguments().map((part) => part.getValue()) ?? [];

  it("starts each stage from a pinned image or a stage before it", () => {
    const known = new Set<string>();
    for (const stage of stages as From[]) {
      const image = stage.getImage() ?? "";
      expect(known.has(image) || pinned.test(image), image).toBe(true);
      known.add(stage.getBuildStage() ?? "");
    }
    expect([...known]).toEqual(["base", "build", "dependencies", "product"]);
  });

  it("copies what is there, what is not ignored, and from stages that exist", () => {
    const ignored = readFileSync(".dockerignore", "utf8").split("\n");
    const sent = new Set(ignored.filter((line) => line.startsWith("!")).map((line) => line.slice(1)));
    expect([...sent].filter((path) => !existsSync(path))).toEqual([]);
    for (const copy of ofKind(instructions, "COPY") as Copy[]) {
      const from = copy.getFromFlag()?.getValue();
      if (from) {
        expect(stages.map((stage) => stage.getBuildStage())).toContain(from);
        continue;
      }
      for (const source of argumentsOf(copy).slice(0, -1)) {
        if (source !== ".") expect([existsSync(source), sent.has(source)], source).toEqual([true, true]);
      }
    }
  });

  it("leaves root behind for good, and says whether it is well", () => {
    expect(argumentsOf(ofKind(last, "USER").at(-1))).toEqual(["node"]);
    const user = ofKind(last, "USER").at(-1)?.getRange().start.line ?? 0;
    const after = last.filter((one) => one.getRange().start.line > user).map((one) => one.getKeyword());
    expect(after).toEqual(["EXPOSE", "HEALTHCHECK", "CMD"]);
    const [check] = ofKind(last, "HEALTHCHECK");
    expect(check?.getRawArgumentsContent()).toContain("http://127.0.0.1:3000/api/health/ready");
    expect(existsSync("app/api/health/ready/route.ts")).toBe(true);
  });

  it("sets no variable that nobody reads, and no secret", () => {
    const set = ofKind(last, "ENV").flatMap((env) =>
      argumentsOf(env).map((pair) => pair.split("=")[0] ?? ""),
    );
    const read = new Set([...Object.keys(variables), "NODE_ENV", "TSX_TSCONFIG_PATH"]);
    expect(set.filter((name) => !read.has(name))).toEqual([]);
    expect(set.filter((name) => /SECRET|KEY|PASSWORD|_URL/.test(name))).toEqual([]);
    expect(ofKind(instructions, "ARG")).toEqual([]);
  });

  it("holds every folder that the worker, its threads and the preparation import from", () => {
    const copied = new Set(ofKind(last, "COPY").flatMap((copy) => argumentsOf(copy).slice(0, -1)));
    const sources = ["lib", "inngest", "db"].flatMap((name) =>
      readdirSync(name, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.includes("testing/"))
        .map((file) => join(name, file)),
    );
    const scripts = ["worker.ts", "prepare-installation.ts", "start-seed.ts"].map((file) =>
      join("scripts", file),
    );
    const imported = [...sources, ...scripts].flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/from "@\/([\w-]+)/g)].map(([, name]) => name ?? ""),
    );
    expect([...new Set(imported)].filter((name) => !copied.has(name))).toEqual([]);
  });
});

describe("deploy/postgres/create-roles.sh", () => {
  const passwords = {
    DATABASE_OWNER_PASSWORD: "0123456789abcdef".repeat(2),
    DATABASE_APP_PASSWORD: "a1b2c3d4".repeat(4),
    DATABASE_SYSTEM_PASSWORD: "f0e1d2c3".repeat(4),
  };

  /** With a psql that only says what it was called with. */
  async function createRoles(env: Record<string, string>): Promise<string> {
    const psql = join(folder, "psql");
    await writeFile(psql, '#!/bin/sh\necho "$PGOPTIONS $*"\n');
    await chmod(psql, 0o755);
    const PATH = `${folder}:/usr/local/bin:/usr/bin:/bin`;
    const { stdout } = await run("bash", ["deploy/postgres/create-roles.sh"], {
      env: { NODE_ENV: "test", PATH, POSTGRES_DB: "opportune", ...env },
    });
    return stdout;
  }

  it("hands the passwords over as settings of the session", async () => {
    const said = await createRoles(passwords);
    expect(said).toContain(`-c opportune.owner_password=${passwords.DATABASE_OWNER_PASSWORD}`);
    expect(said).toContain(`-c opportune.system_password=${passwords.DATABASE_SYSTEM_PASSWORD}`);
    expect(said).toContain("--dbname opportune");
  });

  it.each(["", "changeme", "short0123", "g".repeat(32), "0123456789abcdef0123456789abcde'"])(
    "refuses the password %j",
    async (password) => {
      const refused = createRoles({ ...passwords, DATABASE_APP_PASSWORD: password });
      await expect(refused).rejects.toMatchObject({
        stderr: expect.stringContaining("DATABASE_APP_PASSWORD must be 32 hexadecimal digits"),
      });
    },
  );
});
