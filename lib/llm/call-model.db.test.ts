import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { inOrg, type OrgId } from "@/db/client";
import { modelBudgets, modelCalls, modelCircuits } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import type { StubAnswer } from "@/e2e/stubs/model-stub";
import { callModel } from "./call-model";
import { errorTable } from "./error-table";
import { openBudget } from "./mutations/budgets";
import { openCall } from "./mutations/model-calls";
import { sweepLostCalls } from "./mutations/sweep-lost-calls";
import { type CallPurpose, ModelError, type ModelErrorCode } from "./port";
import { listCallsOf, sumCalls } from "./queries/model-calls";
import { plainRequest, scoringPurpose } from "./testing/plain-call";

// Before lib/env is read: a server of this test's own, and no patience.
const stub = await vi.hoisted(async () => {
  const { startModelStub } = await import("@/e2e/stubs/model-stub");
  const started = await startModelStub();
  vi.stubEnv("OPENAI_API_KEY", started.apiKey);
  vi.stubEnv("OPENAI_BASE_URL", started.url);
  vi.stubEnv("OPENAI_TIMEOUT_SECONDS", "1");
  return started;
});

afterAll(() => stub.stop());
beforeEach(async () => {
  stub.reset();
  await committed((tx) => tx.delete(modelCircuits));
});

const newOrg = async () => ({ orgId: (await committedWorld()).orgId });
type Org = Awaited<ReturnType<typeof newOrg>>;

const ledger = (org: Org) =>
  inOrg(org, (tx) =>
    tx.select().from(modelCalls).where(eq(modelCalls.orgId, org.orgId)).orderBy(modelCalls.id),
  );
const budgets = async (org: Org) => {
  const rows = await inOrg(org, (tx) => tx.select().from(modelBudgets));
  return Object.fromEntries(rows.map(({ scope, ...row }) => [scope.replace(/^month:.*/, "month"), row]));
};
const circuit = async () => (await committed((tx) => tx.select().from(modelCircuits)))[0];
const caught = async (work: Promise<unknown>): Promise<ModelError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ModelError)) throw new Error(`It did not fail as expected: ${String(error)}`);
  return error;
};

describe("a call that is answered", () => {
  it("stands in the ledger with what it used, cost and took, and in the budget", async () => {
    const org = await newOrg();
    stub.reset({
      answer: () => ({ points: [9], usage: { promptTokens: 1_417, completionTokens: 100 }, delayMs: 50 }),
    });
    const purpose = scoringPurpose();
    const reply = await callModel(org, plainRequest({ maxTokens: 4_000 }), purpose);
    expect(reply).toMatchObject({
      value: { points: 9 },
      usage: { promptTokens: 1_417, completionTokens: 100, totalTokens: 1_517 },
      // 1,417 × $0.15 and 100 × $0.60 for a million
      costNanos: 1_417 * 150 + 100 * 600,
      resolvedModel: "gpt-4o-mini-2026-01-01",
    });
    expect(reply.durationMs).toBeGreaterThanOrEqual(50);
    expect(JSON.parse(reply.rawAnswer)).toEqual(reply.value);
    const [row, ...more] = await ledger(org);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      ...{ status: "answered", requestedModel: "gpt-4o-mini", resolvedModel: "gpt-4o-mini-2026-01-01" },
      ...{ totalTokens: 1_517, costNanos: reply.costNanos, finishReason: "stop", httpStatus: 200 },
      ...{ errorCode: null, providerRequestId: "req-stub-0", purpose: "scoring.score" },
      ...{ provider: new URL(stub.url).host, subjectId: purpose.subjectId },
    });
    expect(await budgets(org)).toMatchObject({ month: { spentNanos: reply.costNanos, reservedNanos: 0 } });
    expect(stub.calls[0]).toMatchObject({
      ...{ idempotencyKey: purpose.idempotencyKey, temperature: 0, maxTokens: 4_000, schemaName: "plain" },
      ...{ system: "Judge what is shown.", user: "Led 40 people at Acme." },
    });
    const calls = await inOrg(org, (tx) => listCallsOf(tx, org, purpose.subjectId ?? ""));
    expect(calls.map(({ id }) => id)).toEqual([reply.callId]);
  });

  it("is written down before it is made", async () => {
    const org = await newOrg();
    let seen: unknown[] = [];
    stub.reset({ latencyMs: 300 });
    const call = callModel(org, plainRequest(), scoringPurpose());
    await vi.waitFor(() => expect(stub.calls).toHaveLength(1));
    seen = await ledger(org);
    expect(seen).toMatchObject([{ status: "open", costNanos: 0 }]);
    const held = await budgets(org);
    expect(held.month?.reservedNanos).toBeGreaterThan(500 * 600);
    await call;
    expect(await budgets(org)).toMatchObject({ month: { reservedNanos: 0 } });
  });

  it("is counted by our own count where the server does not say what it used", async () => {
    const org = await newOrg();
    stub.script("Acme", { content: { points: 3, reason: "Led people." }, usage: null });
    const { usage, costNanos } = await callModel(org, plainRequest(), scoringPurpose());
    expect(usage.promptTokens).toBeGreaterThan(10);
    expect(usage.completionTokens).toBeGreaterThan(5);
    expect(costNanos).toBe(usage.promptTokens * 150 + usage.completionTokens * 600);
  });
});

type Fault = readonly [string, StubAnswer, ModelErrorCode, Partial<Record<string, unknown>>];
const faults: readonly Fault[] = [
  [
    "429 with seconds",
    { fault: "rate_limited", retryAfterSeconds: 7 },
    "rate_limited",
    { retryAfterMs: 7_000 },
  ],
  ["429 without a word", { fault: "rate_limited" }, "rate_limited", { retryAfterMs: null }],
  ["429 of an empty account", { fault: "status", status: 429, code: "insufficient_quota" }, "no_credit", {}],
  ["500", { fault: "status", status: 500 }, "server_error", {}],
  ["503", { fault: "status", status: 503 }, "overloaded", {}],
  ["504", { fault: "status", status: 504 }, "timed_out", {}],
  ["401", { fault: "status", status: 401, code: "invalid_api_key" }, "bad_key", {}],
  ["404", { fault: "status", status: 404, code: "model_not_found" }, "unknown_model", {}],
  ["400", { fault: "status", status: 400, code: "context_length_exceeded" }, "bad_request", {}],
  ["a closed connection", { fault: "refused" }, "connection_lost", { retryAfterMs: null }],
  ["a reset mid-body", { fault: "reset" }, "connection_lost", {}],
  ["silence", { fault: "silence" }, "timed_out", {}],
  ["half JSON", { fault: "half_json" }, "not_json", {}],
  ["another schema", { fault: "wrong_schema" }, "wrong_schema", {}],
  ["points out of range", { fault: "out_of_range" }, "out_of_range", {}],
  ["nothing", { fault: "empty" }, "empty_answer", {}],
  ["a refusal", { fault: "refusal" }, "refused", {}],
  ["a filter", { fault: "content_filter" }, "refused", {}],
  ["10 MB", { fault: "too_large" }, "too_large", {}],
  ["a cut at the length", { fault: "cut_off" }, "cut_off", {}],
  ["a page of HTML", { fault: "html" }, "server_error", {}],
  ["a redirect", { fault: "redirect", to: "http://127.0.0.1:1/v1" }, "bad_request", {}],
];

describe("a call that goes wrong", () => {
  it.each(faults)("after %s ends as the table says", async (_, answer, code, more) => {
    const org = await newOrg();
    stub.script("Acme", answer);
    const error = await caught(callModel(org, plainRequest(), scoringPurpose()));
    const { errorClass, charge } = errorTable[code];
    expect(error).toMatchObject({ code, errorClass, ...more });
    expect(stub.calls).toHaveLength(1);
    const [row] = await ledger(org);
    expect(row).toMatchObject({ id: error.callId, errorCode: code, errorClass });
    expect(row?.status).toBe(charge === "in_doubt" ? "in_doubt" : "failed");
    const cost = row?.costNanos ?? 0;
    if (charge === "free") expect(cost).toBe(0);
    if (charge === "used") expect(cost).toBeGreaterThan(0);
    if (charge === "in_doubt") expect(cost).toBe(row?.reservedNanos);
    expect(await budgets(org)).toMatchObject({ month: { spentNanos: cost, reservedNanos: 0 } });
  });

  it("waits until the moment a date names", async () => {
    const org = await newOrg();
    stub.script("Acme", { fault: "rate_limited", retryAfterSeconds: 20, asDate: true });
    const { retryAfterMs } = await caught(callModel(org, plainRequest(), scoringPurpose()));
    expect(retryAfterMs).toBeGreaterThan(17_000);
    expect(retryAfterMs).toBeLessThanOrEqual(20_000);
  });

  it("is free when the connection was refused", async () => {
    const org = await newOrg();
    await stub.stop();
    try {
      expect((await caught(callModel(org, plainRequest(), scoringPurpose()))).code).toBe("unreachable");
    } finally {
      await stub.comeBack();
    }
    expect(await ledger(org)).toMatchObject([{ status: "failed", costNanos: 0, errorCode: "unreachable" }]);
  });

  it("tells what is wrong with the answer in words for the model, and shows what came", async () => {
    const org = await newOrg();
    stub.script("Acme", { content: { points: 11, reason: "x" } }, { fault: "half_json" });
    const tooHigh = await caught(callModel(org, plainRequest(), scoringPurpose()));
    expect(tooHigh.faults).toEqual([expect.stringMatching(/^points: .*10/)]);
    expect(tooHigh.rawAnswer).toBe('{"points":11,"reason":"x"}');
    const half = await caught(callModel(org, plainRequest(), scoringPurpose()));
    expect(half.rawAnswer).toContain('{"points"');
  });

  it("says nothing of the key, the prompt or the server's words in its message", async () => {
    const org = await newOrg();
    for (const [, answer] of faults.filter(([name]) => name !== "silence")) {
      stub.reset();
      stub.script("Acme", answer);
      const error = await caught(callModel(org, plainRequest(), scoringPurpose()));
      expect(error.message).not.toMatch(/sk-|Acme|Judge|The stub says/);
      await committed((tx) => tx.delete(modelCircuits));
    }
  });

  it("is not made for a model that nobody allowed", async () => {
    const org = await newOrg();
    const error = await caught(callModel(org, plainRequest({ model: "gpt-99" }), scoringPurpose()));
    expect(error).toMatchObject({ code: "unknown_model", errorClass: "needs_person", callId: null });
    expect(stub.calls).toEqual([]);
    expect(await ledger(org)).toEqual([]);
  });
});

/** As a process leaves it that is killed during the call. */
async function lostCall(org: Org, purpose: CallPurpose): Promise<void> {
  const server = { host: new URL(stub.url).host, timeoutMs: 1_000 };
  const sent = {
    requestHash: "0".repeat(64),
    requestedModel: "gpt-4o-mini",
    sentTokens: 100,
    maxTokens: 500,
  };
  await openCall(org, { ...purpose, server, ...sent });
}

describe("a call whose process died", () => {
  it("is in doubt once it is repeated, and both count where the server knows no keys", async () => {
    const org = await newOrg();
    stub.reset({ honoursKeys: false });
    const purpose = scoringPurpose();
    await lostCall(org, purpose);
    const reply = await callModel(org, plainRequest(), purpose);
    const [lost, repeat] = await ledger(org);
    expect(lost).toMatchObject({ status: "in_doubt", costNanos: lost?.reservedNanos });
    expect(repeat).toMatchObject({ status: "answered", costNanos: reply.costNanos });
    expect(await budgets(org)).toMatchObject({
      month: { spentNanos: (lost?.costNanos ?? 0) + reply.costNanos, reservedNanos: 0 },
    });
    const sums = await inOrg(org, (tx) => sumCalls(tx, org, { subjectId: purpose.subjectId ?? "" }));
    expect(sums).toMatchObject({ callCount: 2, inDoubtCount: 1 });
  });

  it("costs nothing once the server shows that the repeat was the same answer", async () => {
    const org = await newOrg();
    const purpose = scoringPurpose();
    stub.script("Acme", { fault: "reset" });
    expect((await caught(callModel(org, plainRequest(), purpose))).code).toBe("connection_lost");
    const reply = await callModel(org, plainRequest(), purpose);
    expect(stub.billedKeys).toEqual([purpose.idempotencyKey]);
    expect(await ledger(org)).toMatchObject([
      { status: "replayed", costNanos: 0 },
      { status: "answered", costNanos: reply.costNanos },
    ]);
    expect(await budgets(org)).toMatchObject({ month: { spentNanos: reply.costNanos, reservedNanos: 0 } });
  });

  it("is counted once when it was closed before, and its answer given again", async () => {
    const org = await newOrg();
    const purpose = scoringPurpose();
    const first = await callModel(org, plainRequest(), purpose);
    const again = await callModel(org, plainRequest(), purpose);
    expect(again.value).toEqual(first.value);
    expect(again.costNanos).toBe(0);
    expect(await ledger(org)).toMatchObject([{ status: "answered" }, { status: "replayed", costNanos: 0 }]);
    expect(await budgets(org)).toMatchObject({ month: { spentNanos: first.costNanos } });
  });

  it("is found by the sweep when nobody repeats it, and no younger one is", async () => {
    const org = await newOrg();
    await lostCall(org, scoringPurpose());
    await lostCall(org, scoringPurpose());
    const [old] = await ledger(org);
    await committed((tx) =>
      tx
        .update(modelCalls)
        .set({ startedAt: sql`now() - interval '10 minutes'` })
        .where(eq(modelCalls.id, old?.id ?? "")),
    );
    expect(await sweepLostCalls()).toBe(1);
    expect(await sweepLostCalls()).toBe(0);
    const [swept, young] = await ledger(org);
    expect([swept?.status, young?.status]).toEqual(["in_doubt", "open"]);
    expect(await budgets(org)).toMatchObject({
      month: { spentNanos: swept?.reservedNanos, reservedNanos: young?.reservedNanos },
    });
  });

  it("is cleared up when it comes back after all", async () => {
    const org = await newOrg();
    stub.reset({ latencyMs: 300 });
    const call = callModel(org, plainRequest(), scoringPurpose());
    await vi.waitFor(() => expect(stub.calls).toHaveLength(1));
    await committed((tx) => tx.update(modelCalls).set({ startedAt: sql`now() - interval '10 minutes'` }));
    await sweepLostCalls();
    expect(await ledger(org)).toMatchObject([{ status: "in_doubt" }]);
    const { costNanos } = await call;
    expect(await ledger(org)).toMatchObject([{ status: "answered", costNanos }]);
    expect(Object.values(await budgets(org))).toMatchObject([{ spentNanos: costNanos, reservedNanos: 0 }]);
  });
});

describe("a budget", () => {
  const inFlight = (org: Org, change: Partial<CallPurpose> = {}) =>
    Promise.allSettled(
      Array.from({ length: 64 }, () => callModel(org, plainRequest(), scoringPurpose(change))),
    );
  const codesOf = (results: readonly PromiseSettledResult<unknown>[]) =>
    results.flatMap((each) => (each.status === "rejected" ? [(each.reason as ModelError).code] : []));

  it("is never passed with 64 calls in flight and the cap in their middle", async () => {
    const org = await newOrg();
    await callModel(org, plainRequest(), scoringPurpose());
    const [first] = await ledger(org);
    const reserved = first?.reservedNanos ?? 0;
    const limit = (first?.costNanos ?? 0) + reserved * 32;
    await inOrg(org, (tx) => setMonth(tx, org.orgId, limit));
    // As dear as they can be: the longest answer each.
    const usage = { promptTokens: first?.promptTokens ?? 0, completionTokens: 500 };
    stub.reset({ latencyMs: 100, answer: () => ({ usage }) });
    const codes = codesOf(await inFlight(org));
    expect(new Set(codes)).toEqual(new Set(["budget_reached"]));
    expect(stub.calls.length).toBeGreaterThanOrEqual(1);
    expect(stub.calls.length).toBe(64 - codes.length);
    const { month } = await budgets(org);
    expect(month?.reservedNanos).toBe(0);
    expect(month?.spentNanos).toBeLessThanOrEqual(limit);
    expect(month?.spentNanos).toBeGreaterThan(limit - reserved * 8);
    expect((await ledger(org)).filter(({ status }) => status === "open")).toEqual([]);
  });

  it("of a batch holds beside the month's", async () => {
    const org = await newOrg();
    const batchId = randomUUID();
    await inOrg(org, (tx) => openBudget(tx, org, `batch:${batchId}`, 3_000_000));
    stub.reset({ latencyMs: 50 });
    const codes = codesOf(await inFlight(org, { batchId }));
    expect(codes.length).toBeGreaterThan(0);
    const { month, [`batch:${batchId}`]: batch } = await budgets(org);
    expect(batch?.spentNanos).toBeLessThanOrEqual(3_000_000);
    expect(batch?.spentNanos).toBe(month?.spentNanos);
    expect([batch?.reservedNanos, month?.reservedNanos]).toEqual([0, 0]);
    const sums = await inOrg(org, (tx) => sumCalls(tx, org, { batchId }));
    expect(sums).toMatchObject({ callCount: 64 - codes.length, costNanos: batch?.spentNanos });
  });

  it("that is used up needs a person; one that calls in flight hold is tried later", async () => {
    const org = await newOrg();
    await callModel(org, plainRequest(), scoringPurpose());
    const [first] = await ledger(org);
    await inOrg(org, (tx) => setMonth(tx, org.orgId, (first?.costNanos ?? 0) + (first?.reservedNanos ?? 0)));
    stub.reset({ latencyMs: 300 });
    const call = callModel(org, plainRequest(), scoringPurpose());
    await vi.waitFor(() => expect(stub.calls).toHaveLength(1));
    expect(await caught(callModel(org, plainRequest(), scoringPurpose()))).toMatchObject({
      ...{ code: "budget_reached", errorClass: "retry_later", retryAfterMs: 5_000 },
    });
    await call;
    await inOrg(org, (tx) => setMonth(tx, org.orgId, 1));
    expect(await caught(callModel(org, plainRequest(), scoringPurpose()))).toMatchObject({
      ...{ code: "budget_reached", errorClass: "needs_person", callId: null },
    });
    expect(stub.calls).toHaveLength(1);
  });
});

async function setMonth(tx: Parameters<typeof openBudget>[0], orgId: OrgId, limit: number): Promise<void> {
  const [month] = await tx.select({ scope: modelBudgets.scope }).from(modelBudgets);
  await openBudget(tx, { orgId }, month?.scope ?? "", limit);
}

describe("the circuit", () => {
  const down: StubAnswer = { fault: "status", status: 500 };

  it("opens after ten failures in a row, lets one call out when its time has come, and closes when it is well", async () => {
    const org = await newOrg();
    stub.reset({ answer: () => down });
    const codes: string[] = [];
    for (let n = 0; n < 12; n += 1)
      codes.push((await caught(callModel(org, plainRequest(), scoringPurpose()))).code);
    expect(codes).toEqual([...Array(10).fill("server_error"), "circuit_open", "circuit_open"]);
    expect(stub.calls).toHaveLength(10);
    const open = await caught(callModel(org, plainRequest(), scoringPurpose()));
    expect(open.retryAfterMs).toBeGreaterThan(20_000);
    expect(open.retryAfterMs).toBeLessThanOrEqual(30_000);
    // Nothing is written of a call that is not made, for others neither.
    expect(await ledger(org)).toHaveLength(10);
    const other = await newOrg();
    expect((await caught(callModel(other, plainRequest(), scoringPurpose()))).code).toBe("circuit_open");
    expect(await budgets(other)).toEqual({});

    const past = sql`now() - interval '31 seconds'`;
    await committed((tx) => tx.update(modelCircuits).set({ openedAt: past }));
    expect((await caught(callModel(org, plainRequest(), scoringPurpose()))).code).toBe("server_error");
    expect((await caught(callModel(org, plainRequest(), scoringPurpose()))).code).toBe("circuit_open");

    await committed((tx) => tx.update(modelCircuits).set({ openedAt: past }));
    stub.reset({ latencyMs: 200 });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => callModel(org, plainRequest(), scoringPurpose())),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(stub.calls).toHaveLength(1);
    expect(await circuit()).toMatchObject({ failuresInRow: 0, openedAt: null, probeUntil: null });
    await callModel(org, plainRequest(), scoringPurpose());
  });

  it("stays closed while answers come in between, of whatever kind", async () => {
    const org = await newOrg();
    stub.reset({ answer: (_, nth) => (nth % 5 === 4 ? { fault: "wrong_schema" } : down) });
    for (let n = 0; n < 15; n += 1) await caught(callModel(org, plainRequest(), scoringPurpose()));
    expect(stub.calls).toHaveLength(15);
    expect(await circuit()).toMatchObject({ openedAt: null });
  });
});
