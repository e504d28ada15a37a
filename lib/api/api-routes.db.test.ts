import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import type { ApiScope } from "@/db/enums";
import { apiScopes } from "@/db/enums";
import { history, idempotentRequests, rateLimits, scoringJobs, scoringTemplates } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { makeProfile } from "@/db/testing/scoring-factories";
import { scoreBatchFunction } from "@/inngest/score-batch";
import { scoreProfileFunction } from "@/inngest/score-profile";
import { examples } from "@/lib/api/examples";
import { createApiKey } from "@/lib/api-keys/mutations/create-api-key";
import { drainJobs } from "@/lib/jobs/testing/drain-jobs";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { answerWith, scoringScene } from "@/lib/scoring/testing/scoring-scene";
import { type ApiRequest, callApi } from "./testing/call-api";

// Before lib/env is read: a model's server of this test's own.
const stub = await vi.hoisted(async () => {
  const { startModelStub } = await import("@/e2e/stubs/model-stub");
  const started = await startModelStub();
  vi.stubEnv("OPENAI_API_KEY", started.apiKey);
  vi.stubEnv("OPENAI_BASE_URL", started.url);
  return started;
});
afterAll(() => stub.stop());
// No job waits for the next test's answers.
afterEach(async () => {
  await drain();
  stub.reset();
});

const prompt = "Judge how well this person could lead a platform group.";
const drain = () => drainJobs([scoreProfileFunction, scoreBatchFunction]);

async function arrange(scopes: readonly ApiScope[] = apiScopes) {
  const scene = await scoringScene();
  const { orgId, user } = scene.world;
  const admin = memberCtx(orgId, user.id, "admin");
  const { text: key, id: apiKeyId } = await createApiKey(admin, { name: "Test", scopes, lifetime: "never" });
  const call = (door: string, request: ApiRequest = {}) => callApi(door, { key, ...request });
  const score = (request: ApiRequest = {}) =>
    call(`POST /profiles/${scene.profileId}/score`, { body: { prompt }, ...request });
  const otherProfile = () => committed((tx) => makeProfile(tx, { orgId }));
  return { ...scene, orgId, key, apiKeyId, call, score, otherProfile };
}

describe("a scoring through the API", () => {
  it("is created pending and read with the figures that came of it", async () => {
    const { call, profileId, templateId } = await arrange();
    stub.options = {
      answer: () => ({
        content: answerWith([9, 8, 9]),
        usage: { promptTokens: 1_200, completionTokens: 317 },
      }),
    };
    const created = await call(`POST /profiles/${profileId}/score-template`, { body: { templateId } });
    expect(created).toMatchObject({ status: 201, body: { status: "pending", result: null, costUsd: null } });
    await drain();
    const { body } = await call(`GET /scoring-jobs/${created.body.id}`);
    expect(body).toMatchObject({
      ...{ id: created.body.id, profileId, templateId, status: "completed", error: null },
      usage: { promptTokens: 1_200, completionTokens: 317, totalTokens: 1_517 },
    });
    expect(body.result.points.map(({ points }: { points: number }) => points)).toEqual([9, 8, 9]);
    expect(body.costUsd).toBeGreaterThan(0);
    expect(body.durationMs).toBeGreaterThanOrEqual(0);
    expect(new Date(body.completedAt).toISOString()).toBe(body.completedAt);
    // What a caller has no use for, or no business with, stays inside.
    expect(Object.keys(body)).not.toContain("prompt");
    expect(JSON.stringify(body)).not.toContain("Robin Vale");
  });

  it("is listed by filter and page, and cancelled", async () => {
    const { call, score, profileId, otherProfile } = await arrange();
    const first = await score();
    const { id: otherId } = await otherProfile();
    const others = [];
    for (const temperature of [0, 0.1])
      others.push(await call(`POST /profiles/${otherId}/score`, { body: { prompt, temperature } }));
    const mine = await call(`GET /scoring-jobs?profileId=${profileId}`);
    expect(mine.body.items.map(({ id }: { id: string }) => id)).toEqual([first.body.id]);
    const pages = [];
    for (let cursor: string | null = ""; cursor !== null; cursor = pages.at(-1)?.body.nextCursor)
      pages.push(await call(`GET /scoring-jobs?limit=1${cursor && `&cursor=${cursor}`}`));
    expect(pages.map(({ body }) => body.items[0].id)).toEqual([
      others[1]?.body.id,
      others[0]?.body.id,
      first.body.id,
    ]);
    const cancelled = await call(`POST /scoring-jobs/${first.body.id}/cancel`);
    expect(cancelled).toMatchObject({ status: 200, body: { status: "cancelled" } });
    expect(await call(`POST /scoring-jobs/${first.body.id}/cancel`)).toMatchObject({
      status: 409,
      body: { code: "JOB_NOT_CANCELLABLE" },
    });
    expect((await call("GET /scoring-jobs?status=cancelled")).body.items).toHaveLength(1);
    expect((await call("GET /scoring-jobs?isUnscored=true&isFlagged=false")).status).toBe(200);
  });

  it("may be started again when it failed, and not more than three times", async () => {
    const { call, score } = await arrange();
    stub.options = { answer: (_, nth) => (nth < 4 ? { fault: "status", status: 401 } : undefined) };
    const { id } = (await score()).body;
    for (let tries = 0; tries < 3; tries += 1) {
      await drain();
      const failed = await call(`GET /scoring-jobs/${id}`);
      expect(failed.body).toMatchObject({ status: "failed", result: null, retryCount: tries });
      expect(failed.body.error).toMatchObject({ class: "needs_person", isRetryable: true });
      const retried = await call(`POST /scoring-jobs/${id}/retry`);
      expect(retried).toMatchObject({ status: 200, body: { id, retryCount: tries + 1 } });
      const again = await call(`POST /scoring-jobs/${id}/retry`);
      expect(again).toMatchObject({ status: 400, body: { code: "JOB_NOT_RETRYABLE" } });
    }
    await drain();
    expect((await call(`GET /scoring-jobs/${id}`)).body.error).toMatchObject({ isRetryable: false });
    const fourth = await call(`POST /scoring-jobs/${id}/retry`);
    expect(fourth).toMatchObject({ status: 400, body: { code: "RETRY_LIMIT_EXCEEDED" } });
  });
});

describe("Idempotency-Key", () => {
  it("makes one job and one charge of fifty requests at once", async () => {
    const { score, orgId } = await arrange();
    const headers = { "idempotency-key": randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => score({ headers })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    await drain();
    expect(await committed((tx) => tx.$count(scoringJobs, eq(scoringJobs.orgId, orgId)))).toBe(1);
    expect(stub.billedKeys).toHaveLength(1);
    // One slot was taken, by fifty who wanted one.
    expect((await score()).headers.get("ratelimit")).toContain('"scorings-of-profile";r=8');
    const other = await score({ headers, body: { prompt: `${prompt} Twice.` } });
    expect(other).toMatchObject({ status: 422, body: { code: "IDEMPOTENCY_KEY_REUSED" } });
  });

  it("answers a repeated retry and a repeated import as the first", async () => {
    const { call, score, orgId } = await arrange();
    stub.options = { answer: (_, nth) => (nth < 1 ? { fault: "status", status: 401 } : undefined) };
    const { id } = (await score()).body;
    await drain();
    const headers = { "idempotency-key": randomUUID() };
    const repeats = await Promise.all(
      Array.from({ length: 5 }, () => call(`POST /scoring-jobs/${id}/retry`, { headers })),
    );
    expect(repeats.map(({ status, body }) => [status, body.retryCount])).toEqual(Array(5).fill([200, 1]));
    const importing = { body: examples.importProfiles, headers: { "idempotency-key": randomUUID() } };
    const [first, second] = [
      await call("POST /profiles", importing),
      await call("POST /profiles", importing),
    ];
    expect(first.body).toMatchObject({ created: 1, unchanged: 0 });
    expect(second.body).toEqual(first.body);
    expect(await committed((tx) => tx.$count(idempotentRequests, eq(idempotentRequests.orgId, orgId)))).toBe(
      2,
    );
  });

  it("is free again after a refusal", async () => {
    const { call, otherProfile } = await arrange();
    const headers = { "idempotency-key": randomUUID() };
    const missing = randomUUID();
    const refused = await call(`POST /profiles/${missing}/score`, { body: { prompt }, headers });
    expect(refused).toMatchObject({ status: 404, body: { code: "PROFILE_NOT_FOUND" } });
    const { id } = await otherProfile();
    expect((await call(`POST /profiles/${id}/score`, { body: { prompt }, headers })).status).toBe(201);
  });
});

describe("limits", () => {
  it("let ten scorings of a profile through, count none that named nobody, and give back what failed", async () => {
    const { call, score, profileId } = await arrange();
    for (let tries = 0; tries < 12; tries += 1)
      expect((await call(`POST /profiles/${randomUUID()}/score`, { body: { prompt } })).status).toBe(404);
    stub.options = { answer: (_, nth) => (nth === 0 ? { fault: "status", status: 401 } : undefined) };
    const first = await score();
    expect(first.headers.get("ratelimit-policy")).toBe(
      '"scorings-of-key";q=100;w=3600, "scorings-of-profile";q=10;w=3600',
    );
    expect(first.headers.get("ratelimit")).toMatch(
      /^"scorings-of-key";r=99;t=3\d{3}, "scorings-of-profile";r=9;t=/,
    );
    // The worker's side gives the slot back when the job has failed.
    await drain();
    expect((await call(`GET /scoring-jobs/${first.body.id}`)).body.status).toBe("failed");
    for (let left = 9; left >= 0; left -= 1)
      expect((await score()).headers.get("ratelimit")).toContain(`"scorings-of-profile";r=${left}`);
    const refused = await score();
    expect(refused).toMatchObject({ status: 429, body: { code: "RATE_LIMIT_EXCEEDED" } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3_500);
    expect(refused.headers.get("ratelimit")).toContain('"scorings-of-profile";r=0');
    const { body } = await call(`GET /scoring-jobs?profileId=${profileId}`);
    expect(body.items).toHaveLength(11);
  });

  it("let a thousand other calls of a key through, and say what is left on every answer", async () => {
    const { call, apiKeyId } = await arrange();
    const first = await call("GET /templates");
    expect(first.headers.get("ratelimit-policy")).toBe('"calls-of-key";q=1000;w=3600');
    expect(first.headers.get("ratelimit")).toMatch(/^"calls-of-key";r=999;t=3\d{3}$/);
    expect((await call("GET /profiles/x")).headers.get("ratelimit")).toMatch(/r=998/);
    await committed((tx) =>
      tx
        .update(rateLimits)
        .set({ points: 999 })
        .where(eq(rateLimits.key, `calls-of-key:${apiKeyId}`)),
    );
    expect((await call("GET /templates")).status).toBe(200);
    const refused = await call("GET /templates");
    expect(refused).toMatchObject({ status: 429, body: { code: "RATE_LIMIT_EXCEEDED" } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3_500);
  });
});

describe("profiles, templates and batches", () => {
  it("come in one by one or many at once, keep their ids, and are read back", async () => {
    const { call, apiKeyId, orgId } = await arrange();
    const one = await call("POST /profiles", { body: examples.importProfiles });
    expect(one).toMatchObject({ status: 200, body: { created: 1, changed: 0 } });
    const given = examples.importProfiles as { externalId: string; content: object };
    const many = [
      { ...given, content: { ...given.content, headline: "New" } },
      { ...given, externalId: "example-2" },
    ];
    const both = await call("POST /profiles", { body: { profiles: many } });
    expect(both.body).toMatchObject({ created: 1, changed: 1, unchanged: 0 });
    expect(both.body.profiles[0]).toEqual(one.body.profiles[0]);
    const { body } = await call(`GET /profiles/${both.body.profiles[0].id}`);
    expect(body).toMatchObject({ version: 2, source: "api", content: { headline: "New" } });
    const lines = await committed((tx) =>
      tx
        .select()
        .from(history)
        .where(and(eq(history.orgId, orgId), eq(history.name, "profile.imported"))),
    );
    expect(new Set(lines.map(({ actorKind, actorId }) => `${actorKind} ${actorId}`))).toEqual(
      new Set([`api_key ${apiKeyId}`]),
    );
    const faulty = await call("POST /profiles", { body: { profiles: [given, { externalId: "" }] } });
    expect(faulty).toMatchObject({ status: 422, body: { code: "VALIDATION_ERROR" } });
    expect(Object.keys(faulty.body.fields)).toContain("profiles.1.content");
  });

  it("tell templates with what is published, and refuse those that are out of use", async () => {
    const { call, orgId, profileId, templateId } = await arrange();
    const { body: list } = await call("GET /templates");
    const here = { id: templateId, publishedVersion: 1, isDefault: true, isArchived: false };
    expect(list.items).toContainEqual(expect.objectContaining(here));
    const { body: template } = await call(`GET /templates/${templateId}`);
    expect(template.body.criteria).toHaveLength(3);
    const archived = { archivedAt: new Date(), defaultSinceAt: null };
    await committed((tx) =>
      tx.update(scoringTemplates).set(archived).where(eq(scoringTemplates.orgId, orgId)),
    );
    const byTemplate = { body: { templateId } };
    expect(await call(`POST /profiles/${profileId}/score-template`, byTemplate)).toMatchObject({
      status: 400,
      body: { code: "TEMPLATE_INACTIVE" },
    });
    expect(
      await call(`POST /profiles/${profileId}/score-template`, { body: { role: "ciso" } }),
    ).toMatchObject({
      status: 404,
      body: { code: "NO_DEFAULT_TEMPLATE" },
    });
    const strange = { body: { templateId: randomUUID() } };
    expect(await call(`POST /profiles/${profileId}/score-template`, strange)).toMatchObject({
      status: 404,
      body: { code: "TEMPLATE_NOT_FOUND" },
    });
  });

  it("are scored in a batch, once per key of the request", async () => {
    const { call, profileId } = await arrange();
    const asked = {
      body: { selection: { profileIds: [profileId] }, prompt },
      headers: { "idempotency-key": randomUUID() },
    };
    const [first, second] = [await call("POST /batches", asked), await call("POST /batches", asked)];
    expect(first).toMatchObject({ status: 201, body: { itemCount: 1, endedAt: null } });
    expect(second.body.id).toBe(first.body.id);
    expect((await call(`GET /batches/${first.body.id}`)).body).toMatchObject({
      id: first.body.id,
      itemCount: 1,
    });
  });
});

const challenge = 'Bearer realm="Opportune"';
const secrets = /select |insert |update |drizzle|postgres|node_modules|\.tsx?\b|\n\s+at /i;

describe("whatever goes wrong", () => {
  it("asks for a key with a challenge, and for the scope", async () => {
    const { key } = await arrange();
    const reader = await arrange(["profiles:read"]);
    const wrong = [undefined, "", "opk_x", `${key}x`, key.slice(0, -1), "Bearer", "\u00e9".repeat(20)];
    for (const presented of wrong) {
      const answer = await callApi("GET /scoring-jobs", { key: presented });
      expect(answer, presented).toMatchObject({ status: 401, body: { code: "UNAUTHORIZED", status: 401 } });
      expect(answer.headers.get("www-authenticate")).toBe(challenge);
      expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    }
    const byHeader = await callApi("GET /scoring-jobs", { headers: { "x-api-key": key } });
    expect(byHeader.status).toBe(200);
    for (const door of ["GET /scoring-jobs", "POST /profiles", "POST /batches"]) {
      expect(await reader.call(door, { body: door.startsWith("POST") ? {} : undefined })).toMatchObject({
        status: 403,
        body: { code: "INSUFFICIENT_SCOPE" },
      });
    }
    expect((await reader.call(`GET /profiles/${reader.profileId}`)).status).toBe(200);
  });

  it("calls malformed and foreign ids not found, everywhere", async () => {
    const { call } = await arrange();
    const stranger = await arrange();
    const { body: foreign } = await stranger.score();
    const ids = [
      "nothing",
      "1",
      "';--",
      "\u0000",
      "../../etc",
      randomUUID(),
      "00000000-0000-0000-0000-00000000000g",
    ];
    const foreignIds = [stranger.profileId, stranger.templateId, foreign.id];
    for (const id of [...ids, ...foreignIds].map(encodeURIComponent)) {
      const codes = [
        await call(`GET /profiles/${id}`),
        await call(`POST /profiles/${id}/score`, { body: { prompt } }),
        await call(`POST /profiles/${id}/score-template`, { body: { prompt } }),
        await call(`GET /scoring-jobs/${id}`),
        await call(`POST /scoring-jobs/${id}/retry`),
        await call(`POST /scoring-jobs/${id}/cancel`),
        await call(`GET /templates/${id}`),
        await call(`GET /batches/${id}`),
      ].map(({ status, body }) => `${status} ${body.code}`);
      expect(codes, id).toEqual([
        ...Array(3).fill("404 PROFILE_NOT_FOUND"),
        ...Array(3).fill("404 JOB_NOT_FOUND"),
        "404 TEMPLATE_NOT_FOUND",
        "404 BATCH_NOT_FOUND",
      ]);
    }
  });

  it("says what is wrong with a body, and never what it is made of inside", async () => {
    const { call, score, profileId } = await arrange();
    const invalid: unknown[] = [
      ...[{}, [], null, 1, '"text"', { prompt: 1 }, { prompt: "short" }, { prompt, wrong: true }],
      ...[
        { prompt, templateId: randomUUID() },
        { prompt, temperature: 2 },
        { prompt, maxTokens: 1e9 },
      ],
      ...[{ prompt, model: "no-such-model" }, { prompt, candidateId: "1" }, { prompt: "x".repeat(5_000) }],
      { constructor: 1, prompt: [] },
    ];
    for (const body of invalid) {
      const answer = await score({ body });
      expect([400, 422], JSON.stringify(body)).toContain(answer.status);
      expect(["VALIDATION_ERROR", "INVALID_VALUE"]).toContain(answer.body.code);
      expect(answer.text).not.toMatch(secrets);
    }
    const malformed = [
      ...["", "{", '{"prompt":}', "[".repeat(200_000), "\u0000", '{"prompt":"a \\u0000 text of length"}'],
      ...['{"prompt":"half \\ud83d of a pair"}', '{"\\u0000":1}', "<xml/>"],
    ];
    for (const body of malformed) {
      const answer = await score({ body });
      expect(answer, body.slice(0, 40)).toMatchObject({ status: 400, body: { code: "MALFORMED_BODY" } });
      expect(answer.text).not.toMatch(secrets);
    }
    expect(await score({ body: "{}", headers: { "content-type": "text/plain" } })).toMatchObject({
      status: 415,
      body: { code: "UNSUPPORTED_MEDIA_TYPE" },
    });
    expect(await score({ body: `"${"x".repeat(11_000_000)}"` })).toMatchObject({
      status: 413,
      body: { code: "BODY_TOO_LARGE" },
    });
    for (const query of [
      "limit=0",
      "limit=101",
      "limit=x",
      "cursor=%00",
      "status=running",
      "what=1",
      "minShare=2",
    ])
      expect(await call(`GET /scoring-jobs?${query}`), query).toMatchObject({ status: 422 });
    for (const name of ["", " ", "x".repeat(201), "caf\u00e9"])
      expect(await score({ headers: { "idempotency-key": name } }), name).toMatchObject({ status: 422 });
    const both = { prompt, role: "cto" };
    expect(await call(`POST /profiles/${profileId}/score-template`, { body: both })).toMatchObject({
      status: 422,
    });
  });
});
