import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { inOrg } from "@/db/client";
import { history, modelCalls, modelCircuits } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { getModelsOverview } from "../queries/model-calls";
import { testModel } from "./test-model";

const stub = await vi.hoisted(async () => {
  const { startModelStub } = await import("@/e2e/stubs/model-stub");
  const started = await startModelStub();
  vi.stubEnv("OPENAI_API_KEY", started.apiKey);
  vi.stubEnv("OPENAI_BASE_URL", started.url);
  return started;
});

afterAll(() => stub.stop());
beforeEach(async () => {
  stub.reset();
  await committed((tx) => tx.delete(modelCircuits));
});

async function makeAdmin() {
  const { orgId, user } = await committedWorld();
  return { admin: memberCtx(orgId, user.id, "admin"), analyst: memberCtx(orgId, user.id, "analyst") };
}

describe("testModel", () => {
  it("makes one real call each time, shows what it took, and leaves a line", async () => {
    const { admin } = await makeAdmin();
    for (const nth of [1, 2]) {
      expect(await testModel(admin, { model: "gpt-4o-mini" })).toMatchObject({
        ...{ isWell: true, model: "gpt-4o-mini", resolvedModel: "gpt-4o-mini-2026-01-01" },
        ...{ costNanos: expect.any(Number), durationMs: expect.any(Number) },
      });
      expect(stub.billedKeys).toHaveLength(nth);
    }
    const { calls, spending, circuit } = await getModelsOverview(admin, new URL(stub.url).host, "answered");
    expect(calls).toMatchObject([{ purpose: "settings.test", subjectId: null }, { status: "answered" }]);
    expect(spending.spentNanos).toBe(calls.reduce((sum, { costNanos }) => sum + costNanos, 0));
    expect(circuit).toEqual({ state: "closed", failuresInRow: 0 });
    const lines = await committed((tx) =>
      tx.select().from(history).where(eq(history.orgId, admin.orgId)).orderBy(history.position),
    );
    expect(lines).toMatchObject([
      { name: "model.tested", data: { model: "gpt-4o-mini", found: "well" } },
      { name: "model.tested" },
    ]);
  });

  it("tells in words what the server has against it, and shows it in the ledger", async () => {
    const { admin } = await makeAdmin();
    stub.script("anybody", { fault: "status", status: 401, code: "invalid_api_key" });
    expect(await testModel(admin, { model: "gpt-4o" })).toMatchObject({
      ...{ isWell: false, code: "bad_key", message: expect.stringContaining("does not accept our key") },
    });
    stub.script("anybody", { fault: "rate_limited", retryAfterSeconds: 9 });
    expect(await testModel(admin, { model: "gpt-4o" })).toMatchObject({ retryAfterMs: 9_000 });
    expect(await testModel(admin, { model: "gpt-99" })).toMatchObject({ code: "unknown_model" });
    const { calls } = await getModelsOverview(admin, undefined, "failed");
    expect(calls.map(({ errorCode }) => errorCode)).toEqual(["rate_limited", "bad_key"]);
  });

  it("shows an open circuit, and what is in doubt", async () => {
    const { admin } = await makeAdmin();
    const host = new URL(stub.url).host;
    stub.script("anybody", { fault: "refused" });
    await testModel(admin, { model: "gpt-4o" });
    await committed((tx) => tx.update(modelCircuits).set({ failuresInRow: 10, openedAt: new Date() }));
    const { circuit, spending } = await getModelsOverview(admin, host, null);
    expect(circuit).toEqual({ state: "open", failuresInRow: 10 });
    expect(spending).toMatchObject({ inDoubtCount: 1, inDoubtNanos: spending.spentNanos });
    expect(await testModel(admin, { model: "gpt-4o" })).toMatchObject({ code: "circuit_open" });
  });

  it("is refused without the right, before anything is asked", async () => {
    const { analyst } = await makeAdmin();
    await expect(testModel(analyst, { model: "gpt-4o" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(getModelsOverview(analyst, undefined, null)).rejects.toMatchObject({ code: "forbidden" });
    expect(stub.calls).toEqual([]);
    expect(await inOrg(analyst, (tx) => tx.select().from(modelCalls))).toEqual([]);
  });
});
