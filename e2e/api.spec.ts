import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import createClient from "openapi-fetch";
import openapiTS, { astToString } from "openapi-typescript";
import { expectAccessible } from "./accessible";
import type { paths } from "./api-client-types";
import { countCharges, makeOrganizationWithKey, scriptModel, startSecondWeb } from "./api-set-up";
import { expect, test } from "./fixtures";
import { enterOrganization } from "./session-set-up";

// A scoring waits for the worker, and a second web process has to start.
test.describe.configure({ timeout: 120_000 });

type Client = ReturnType<typeof createClient<paths>>;

function clientOf(address: string | undefined, key: string): Client {
  return createClient<paths>({
    baseUrl: `${address}/api/v1`,
    headers: { authorization: `Bearer ${key}` },
  });
}

/** A profile whose text holds a word that no other has. */
async function importProfile(client: Client): Promise<{ profileId: string; mark: string }> {
  const mark = `Mark${randomUUID().slice(0, 8)}`;
  const { data, error } = await client.POST("/profiles", {
    body: {
      externalId: mark,
      purpose: "Succession planning",
      retainUntil: "2099-12-31",
      content: {
        name: "Example Person",
        experience: [
          { title: "Head of Platforms", description: `Ran the ${mark} programme.`, isCurrent: true },
        ],
      },
    },
  });
  expect(error).toBeUndefined();
  return { profileId: data?.profiles[0]?.id ?? "", mark };
}

async function untilEnded(client: Client, jobId: string) {
  const read = async () => {
    const { data } = await client.GET("/scoring-jobs/{jobId}", { params: { path: { jobId } } });
    return data;
  };
  await expect
    .poll(async () => (await read())?.status, { timeout: 60_000, intervals: [200] })
    .toMatch(/completed|failed|cancelled/);
  return read();
}

const prompt = "Judge how well this person could lead a platform group.";

test("a generated client creates, polls, retries and reads the result", async ({ baseURL }) => {
  const served = await (await fetch(`${baseURL}/api/v1/openapi.json`)).text();
  const types = await readFile("e2e/api-client-types.ts", "utf8");
  expect(types).toContain(astToString(await openapiTS(served)));

  const client = clientOf(baseURL, await makeOrganizationWithKey());
  const { profileId, mark } = await importProfile(client);
  // A key that the provider refuses: nothing but a person helps, so it is not tried again.
  await scriptModel(mark, { fault: "status", status: 401, code: "invalid_api_key" });
  const created = await client.POST("/profiles/{profileId}/score", {
    params: { path: { profileId } },
    body: { prompt },
  });
  expect(created.response.status).toBe(201);
  expect(created.data).toMatchObject({ status: "pending", profileId, result: null, retryCount: 0 });
  const jobId = created.data?.id ?? "";
  const failed = await untilEnded(client, jobId);
  expect(failed).toMatchObject({ status: "failed", error: { class: "needs_person" }, result: null });

  const retried = await client.POST("/scoring-jobs/{jobId}/retry", { params: { path: { jobId } } });
  expect(retried.data).toMatchObject({ id: jobId, retryCount: 1 });
  const completed = await untilEnded(client, jobId);
  expect(completed).toMatchObject({ status: "completed", error: null, result: { scaleMin: 0 } });
  expect(completed?.result?.points.length).toBeGreaterThan(0);
  expect(completed?.usage?.totalTokens).toBeGreaterThan(0);
  const again = await client.POST("/scoring-jobs/{jobId}/retry", { params: { path: { jobId } } });
  expect([again.response.status, again.error?.code]).toEqual([400, "JOB_NOT_RETRYABLE"]);

  const { data: page } = await client.GET("/scoring-jobs", { params: { query: { profileId, limit: 1 } } });
  expect(page).toMatchObject({ items: [{ id: jobId, status: "completed" }], nextCursor: null });
});

test("fifty repeats through two web processes are one job and one charge, and both share the limits", async ({
  baseURL,
}) => {
  const second = await startSecondWeb();
  try {
    const key = await makeOrganizationWithKey();
    const clients = [clientOf(baseURL, key), clientOf(second.address, key)] as const;
    const { profileId, mark } = await importProfile(clients[0]);
    const ask = (index: number, idempotencyKey: string) =>
      clients[index % 2 === 0 ? 0 : 1].POST("/profiles/{profileId}/score", {
        params: { path: { profileId }, header: { "Idempotency-Key": idempotencyKey } },
        body: { prompt },
      });
    const name = randomUUID();
    const repeats = await Promise.all(Array.from({ length: 50 }, (_, index) => ask(index, name)));
    expect(repeats.map(({ response }) => response.status)).toEqual(Array(50).fill(201));
    const ids = new Set(repeats.map(({ data }) => data?.id));
    expect(ids.size).toBe(1);
    await untilEnded(clients[0], [...ids][0] ?? "");
    expect(await countCharges(mark)).toBe(1);

    // One slot is taken; nine are left, whichever process is asked.
    const more = [];
    for (let index = 0; index < 11; index += 1) more.push(await ask(index, randomUUID()));
    expect(more.map(({ response }) => response.status)).toEqual([...Array(9).fill(201), 429, 429]);
    const refused = more.at(-1);
    expect(refused?.error).toMatchObject({ code: "RATE_LIMIT_EXCEEDED", status: 429 });
    expect(Number(refused?.response.headers.get("retry-after"))).toBeGreaterThan(3_000);
    expect(refused?.response.headers.get("ratelimit-policy")).toBe(
      '"scorings-of-key";q=100;w=3600, "scorings-of-profile";q=10;w=3600',
    );
    expect(refused?.response.headers.get("ratelimit")).toMatch(
      /^"scorings-of-key";r=90;t=\d+, "scorings-of-profile";r=0;t=\d+$/,
    );
    // The same was scored a moment ago: shown again, and charged once.
    expect(await countCharges(mark)).toBe(1);
  } finally {
    await second.stop();
  }
});

test("refuses in one form: no key, wrong scope, ids that name nothing, bodies that mean nothing", async ({
  baseURL,
}) => {
  const key = await makeOrganizationWithKey();
  const [reader, stranger] = [
    await makeOrganizationWithKey(["profiles:read"]),
    clientOf(baseURL, await makeOrganizationWithKey()),
  ];
  const { profileId: foreignId } = await importProfile(stranger);
  const call = async (path: string, init: RequestInit = {}, apiKey: string | null = key) => {
    const headers = { ...(apiKey && { "x-api-key": apiKey }), ...init.headers };
    const response = await fetch(`${baseURL}/api/v1${path}`, { ...init, headers });
    const text = await response.text();
    expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(text, path).not.toMatch(/select |insert |drizzle|postgres|node_modules|\.ts\b|\bat \w+ \(/i);
    const problem = JSON.parse(text);
    expect(problem).toMatchObject({ type: "about:blank", status: response.status });
    expect(problem.requestId).toBe(response.headers.get("x-request-id"));
    return [response.status, problem.code, response.headers.get("www-authenticate")];
  };
  const post = (body: unknown, type = "application/json"): RequestInit => ({
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": type },
  });
  const challenge = 'Bearer realm="Opportune"';
  const score = `/profiles/${randomUUID()}/score`;

  expect(await call("/scoring-jobs", {}, null)).toEqual([401, "UNAUTHORIZED", challenge]);
  expect(await call("/scoring-jobs", {}, `${key.slice(0, -1)}_`)).toEqual([401, "UNAUTHORIZED", challenge]);
  expect(await call("/scoring-jobs", {}, "opk_x")).toEqual([401, "UNAUTHORIZED", challenge]);
  expect(await call("/scoring-jobs", {}, reader)).toEqual([403, "INSUFFICIENT_SCOPE", null]);
  for (const id of [
    "nothing",
    "1",
    "%27%3B--",
    randomUUID(),
    foreignId,
    "00000000-0000-0000-0000-00000000000g",
  ]) {
    expect(await call(`/profiles/${id}`), id).toEqual([404, "PROFILE_NOT_FOUND", null]);
    expect(await call(`/scoring-jobs/${id}`), id).toEqual([404, "JOB_NOT_FOUND", null]);
    expect(await call(`/scoring-jobs/${id}/retry`, { method: "POST" }), id).toEqual([
      404,
      "JOB_NOT_FOUND",
      null,
    ]);
    expect(await call(`/templates/${id}`), id).toEqual([404, "TEMPLATE_NOT_FOUND", null]);
    expect(await call(`/batches/${id}`), id).toEqual([404, "BATCH_NOT_FOUND", null]);
    expect(await call(`/profiles/${id}/score`, post({ prompt })), id).toEqual([
      404,
      "PROFILE_NOT_FOUND",
      null,
    ]);
  }
  // Addresses that are no text name nothing; paths and methods that there are not are told as problems too.
  expect(await call("/profiles/%E0%A4%A")).toEqual([404, "PROFILE_NOT_FOUND", null]);
  for (const path of ["/nothing", "/profiles/1/nothing", "/%E0%A4%A", "/../%ff"])
    expect(await call(path, {}, null), path).toEqual([404, "NOT_FOUND", null]);
  for (const [path, method] of [
    ["/scoring-jobs", "DELETE"],
    ["/openapi.json", "POST"],
    [score, "GET"],
    [score, "PUT"],
  ] as const)
    expect(await call(path, { method }), path).toEqual([405, "METHOD_NOT_ALLOWED", null]);
  const options = await fetch(`${baseURL}/api/v1${score}`, { method: "OPTIONS" });
  expect([options.status, options.headers.get("allow")]).toEqual([204, "POST"]);

  expect(await call(score, post({}))).toEqual([422, "VALIDATION_ERROR", null]);
  expect(await call(score, post({ prompt, templateId: randomUUID() }))).toEqual([
    422,
    "VALIDATION_ERROR",
    null,
  ]);
  expect(await call(`${score}-template`, post({ role: "cto", prompt }))).toEqual([
    422,
    "VALIDATION_ERROR",
    null,
  ]);
  expect(await call("/scoring-jobs?limit=101")).toEqual([422, "VALIDATION_ERROR", null]);
  expect(await call("/scoring-jobs?cursor=%00")).toEqual([422, "VALIDATION_ERROR", null]);
  expect(await call("/scoring-jobs?wrong=1")).toEqual([422, "VALIDATION_ERROR", null]);
  expect(await call(score, post("{"))).toEqual([400, "MALFORMED_BODY", null]);
  expect(await call(score, post('{"prompt":"a text with \\u0000 in it"}'))).toEqual([
    400,
    "MALFORMED_BODY",
    null,
  ]);
  expect(await call(score, post('{"prompt":"half \\ud83d of a pair"}'))).toEqual([
    400,
    "MALFORMED_BODY",
    null,
  ]);
  expect(await call(score, post("[".repeat(200_000)))).toEqual([400, "MALFORMED_BODY", null]);
  expect(await call(score, post({ prompt }, "text/plain"))).toEqual([415, "UNSUPPORTED_MEDIA_TYPE", null]);
  expect(await call(score, post(`"${"x".repeat(11_000_000)}"`))).toEqual([413, "BODY_TOO_LARGE", null]);
  expect(
    await call(score, {
      ...post({ prompt }),
      headers: { "content-type": "application/json", "idempotency-key": "x".repeat(201) },
    }),
  ).toEqual([422, "VALIDATION_ERROR", null]);
});

test("an admin makes a key, sees it once, calls with it, and revokes it", async ({ page, baseURL }) => {
  await enterOrganization(page);
  await page.goto("/admin/api-keys");
  await expect(page.getByRole("heading", { name: "No key yet" })).toBeVisible();
  await page.getByLabel("What it is for").fill("Nightly import");
  await page.getByRole("button", { name: "Make key" }).click();
  await expect(page.getByText("Choose at least one thing the key may do.")).toBeVisible();
  await page.getByLabel("profiles:write").check();
  await page.getByLabel("scoring:read").check();
  await page.getByRole("button", { name: "Make key" }).click();
  const shown = page.getByLabel("Key “Nightly import”");
  await expect(shown).toHaveValue(/^opk_/);
  await expectAccessible(page);
  const key = await shown.inputValue();
  const client = clientOf(baseURL, key);
  expect((await client.GET("/templates")).response.status).toBe(200);

  await page.reload();
  await expect(shown).toHaveCount(0);
  const row = page.getByRole("row", { name: /Nightly import/ });
  await expect(row).toContainText(key.slice(0, 16));
  await expect(row).not.toContainText("Never");
  await row.getByRole("button", { name: "Revoke Nightly import" }).click();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await expect(row).toContainText("Revoked");
  expect((await client.GET("/templates")).response.status).toBe(401);
});
