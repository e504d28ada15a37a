import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { asSystem } from "@/db/client";
import { freePort } from "@/db/embedded/postmaster";
import { type ApiScope, apiScopes } from "@/db/enums";
import { apiKeys } from "@/db/schema";
import { makeMembership, makeOrg } from "@/db/testing/factories";
import { modelStubKey, type StubAnswer } from "./stubs/model-stub";

const modelAddress = `http://127.0.0.1:${process.env.E2E_MODEL_PORT}`;

/** An organization whose admin has made a key. */
export async function makeOrganizationWithKey(scopes: readonly ApiScope[] = apiScopes): Promise<string> {
  const prefix = `opk_${randomBytes(6).toString("hex")}`;
  return asSystem("e2e: arrange", async (tx) => {
    const org = await makeOrg(tx);
    const { userId } = await makeMembership(tx, { orgId: org.id, role: "admin" });
    const organization = Buffer.from(org.id.replaceAll("-", ""), "hex").toString("base64url");
    const key = `${prefix}_${organization}${randomBytes(32).toString("base64url")}`;
    const secretHash = createHash("sha256").update(key).digest("hex");
    await tx.insert(apiKeys).values({
      ...{ orgId: org.id, name: "Journey", prefix, secretHash, scopes: [...scopes], createdBy: userId },
    });
    return key;
  });
}

/** What the stub answers to the next requests that hold this text. */
export async function scriptModel(match: string, ...answers: readonly StubAnswer[]): Promise<void> {
  await fetch(`${modelAddress}/script`, { method: "POST", body: JSON.stringify({ match, answers }) });
}

/** How often a request with this text was charged. */
export async function countCharges(match: string): Promise<number> {
  const answer = await fetch(`${modelAddress}/calls`);
  const { calls } = (await answer.json()) as { calls: { user: string; wasBilled: boolean }[] };
  return calls.filter(({ user, wasBilled }) => wasBilled && user.includes(match)).length;
}

async function untilAlive(address: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + 30_000;
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(`${address}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error("The second web process did not get ready.");
}

/** A second web process over the same database; give its end a turn. */
export async function startSecondWeb(): Promise<{ address: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const next = join("node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
    env: {
      ...process.env,
      ...{ NODE_ENV: "production", PORT: String(port), LOG_LEVEL: "warn" },
      ...{ OPENAI_API_KEY: modelStubKey, OPENAI_BASE_URL: `${modelAddress}/v1` },
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await untilAlive(address, child);
  return {
    address,
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
