import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { modelSettings, roleSuggestions, roles } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import type { StubRequest } from "@/e2e/stubs/model-stub";
import { drainOnInngest } from "@/lib/jobs/inngest/testing/drain-on-inngest";
import { listJobs } from "@/lib/jobs/queries";
import { drainJobs } from "@/lib/jobs/testing/drain-jobs";
import { mapRoles } from "./map-roles";
import { type AskedFor, askFor } from "./testing/asked-for";

// Before lib/env is read: a model's server of this test's own.
const stub = await vi.hoisted(async () => {
  const { startModelStub } = await import("@/e2e/stubs/model-stub");
  const started = await startModelStub();
  vi.stubEnv("OPENAI_API_KEY", started.apiKey);
  vi.stubEnv("OPENAI_BASE_URL", started.url);
  return started;
});
afterAll(() => stub.stop());
beforeEach(() => stub.reset());

type Row = { row: number; candidates: { code: string }[] };

function chooseSecond({ user }: StubRequest) {
  const rows: Row[] = JSON.parse(user);
  const choices = rows.map(({ row, candidates }) => ({
    ...{ row, code: candidates[1]?.code ?? null, reason: "Closer to the work." },
  }));
  return { content: { choices } };
}

const titles = ["Registered Nurse", "Solutions Wizard", "People Partner", "Zzyzx"];

async function withModel(): Promise<AskedFor> {
  const asked = await askFor.mapping(titles);
  const { orgId } = asked.ctx;
  await committed((tx) => tx.insert(modelSettings).values({ orgId, mappingOnSince: new Date() }));
  return asked;
}

const outcomesOf = async ({ ctx }: AskedFor) => {
  const rows = await committed((tx) =>
    tx
      .select({ title: roles.title, outcome: roleSuggestions.modelOutcome })
      .from(roleSuggestions)
      .innerJoin(roles, eq(roles.id, roleSuggestions.roleId))
      .where(eq(roleSuggestions.orgId, ctx.orgId)),
  );
  return Object.fromEntries(rows.map(({ title, outcome }) => [title, outcome]));
};
const jobOf = async ({ ctx, jobId }: AskedFor) => (await listJobs(ctx)).find(({ id }) => id === jobId);

describe.each([
  { engine: "the local runner", drain: () => drainJobs([mapRoles]) },
  { engine: "an Inngest server", drain: () => drainOnInngest([mapRoles]) },
])("mapping on $engine", ({ drain }) => {
  it("asks a model about what the matcher is unsure of, where it is switched on", async () => {
    stub.options = { answer: chooseSecond };
    const asked = await withModel();
    await drain();
    expect(await jobOf(asked)).toMatchObject({ state: "finished", done: 4, total: 4, errorMessage: null });
    expect(await outcomesOf(asked)).toEqual({
      ...{ "Registered Nurse": null, Zzyzx: null },
      ...{ "Solutions Wizard": "chosen", "People Partner": "chosen" },
    });
    expect(stub.calls).toHaveLength(1);
  });

  it("ends well with the matcher's suggestions when the model does not answer", async () => {
    stub.options = { answer: () => ({ fault: "status", status: 401 }) };
    const asked = await withModel();
    await drain();
    expect(await jobOf(asked)).toMatchObject({ state: "finished", done: 4, total: 4, errorMessage: null });
    expect(await outcomesOf(asked)).toMatchObject({
      "Solutions Wizard": "failed",
      "People Partner": "failed",
    });
  });

  it("asks nothing where nobody switched it on", async () => {
    const asked = await askFor.mapping(titles);
    await drain();
    expect(await jobOf(asked)).toMatchObject({ state: "finished", done: 4, total: 4 });
    expect(stub.calls).toEqual([]);
  });
});
