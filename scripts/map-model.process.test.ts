import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ModelStub, type StubRequest, startModelStub } from "@/e2e/stubs/model-stub";

const folder = mkdtempSync(join(tmpdir(), "opportune-map-model-"));
let stub: ModelStub;
/** What the matcher says by itself. */
let codes: (string | undefined)[];
beforeAll(async () => {
  stub = await startModelStub();
  codes = (await map([])).rows.map((row) => row.onet_code);
});
beforeEach(() => stub.reset());
afterAll(async () => {
  await stub.stop();
  rmSync(folder, { recursive: true });
});

type Row = { row: number; title: string; candidates: { code: string }[] };
const rowsOf = ({ user }: StubRequest): Row[] => JSON.parse(user);

/** Chooses the last candidate of each title. */
const lastOfEach = (request: StubRequest) => ({
  content: {
    choices: rowsOf(request).map(({ row, candidates }) => ({
      row,
      code: candidates.at(-1)?.code ?? null,
      reason: "The last one.",
    })),
  },
});

const content = "title,department\nRegistered Nurse,Care\nSolutions Wizard,\nZzyzx,\nPeople Partner,HR\n";

async function map(args: readonly string[], env: Record<string, string> = {}) {
  const path = join(folder, "titles.csv");
  writeFileSync(path, content);
  const child = spawn(process.execPath, ["--import", "tsx", join("scripts", "map.ts"), path, ...args], {
    env: {
      ...process.env,
      ...{ TSX_TSCONFIG_PATH: "tsconfig.node.json", OPPORTUNE_HOME: folder },
      ...{ OPENAI_API_KEY: stub.apiKey, OPENAI_BASE_URL: stub.url, DATABASE_URL: "" },
      ...env,
    },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const status = await new Promise((resolve) => child.on("close", resolve));
  const rows: Record<string, string>[] = parse(stdout, { columns: true });
  return { rows, stderr, status };
}

describe("npm run map -- --model", { timeout: 60_000 }, () => {
  it("asks about what the matcher is unsure of, and says what it cost", async () => {
    stub.options = { answer: lastOfEach };
    const { rows, stderr, status } = await map(["--model"]);
    expect(status).toBe(0);
    expect(stub.calls).toHaveLength(1);
    const [asked] = stub.calls.map(rowsOf);
    expect(asked?.map(({ title }) => title)).toEqual(["Solutions Wizard", "People Partner"]);
    expect(rows.map(({ origin, model_outcome }) => `${origin} ${model_outcome}`)).toEqual([
      "matcher ",
      "model chosen",
      " ",
      "model chosen",
    ]);
    expect(rows[0]).toMatchObject({ onet_code: "29-1141.00", accepted: "true" });
    expect(rows[1]).toMatchObject({
      ...{ onet_code: asked?.[0]?.candidates.at(-1)?.code, model_reason: "The last one." },
    });
    expect(stderr).toMatch(/^gpt-4\.1-mini: 1 calls, \d+ tokens, \$0\.\d{4}\.\n$/);
  });

  it("keeps what the matcher says where the model chooses none, or something that was not offered", async () => {
    stub.options = {
      answer: (request) => ({
        content: {
          choices: rowsOf(request).map(({ row }) => ({
            ...{ row, code: row === 1 ? "11-1011.00" : null, reason: "Because." },
          })),
        },
      }),
    };
    const { rows } = await map(["--model", "gpt-4o"]);
    expect(stub.calls[0]?.model).toBe("gpt-4o");
    expect(rows.map((row) => row.onet_code)).toEqual(codes);
    expect(rows.map((row) => row.model_outcome)).toEqual(["", "refused", "", "none"]);
  });

  it("ends with the matcher's codes and the cause when the server takes no key of ours", async () => {
    const { rows, stderr, status } = await map(["--model"], { OPENAI_API_KEY: "sk-other-8hR3wYd05MnAu9Xe" });
    expect(status).toBe(0);
    expect(rows.map((row) => row.onet_code)).toEqual(codes);
    expect(stderr).toContain(
      "2 titles keep what the matcher says: The model's server does not accept our key.",
    );
  });

  it("says that no model is set up before it reads anything", async () => {
    const { stderr, status } = await map(["--model"], { OPENAI_API_KEY: "" });
    expect(status).toBe(1);
    expect(stderr).toBe("No model is set up: set OPENAI_API_KEY, or leave --model out.\n");
  });
});
