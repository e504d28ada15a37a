import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { rateLimits } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeProfile, makeScoringJob } from "@/db/testing/scoring-factories";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { giveSlotBack, scoringLimits, takeSlot } from "./scoring-limits";

async function arrange() {
  const { orgId, user } = await committedWorld();
  const ctx = memberCtx(orgId, user.id);
  const apiKeyId = randomUUID();
  const keyCtx: Ctx = { ...ctx, actor: { kind: "api_key", apiKeyId, onBehalfOf: user.id } };
  const profile = () => committed((tx) => makeProfile(tx, { orgId }));
  return { orgId, ctx, keyCtx, apiKeyId, profile };
}

const remaining = async (ctx: Ctx, profileId: string) =>
  (await scoringLimits(ctx, profileId)).map((state) => state.remaining);

describe("takeSlot", () => {
  it("lets ten scorings of a profile through within an hour, whichever door they come by", async () => {
    const { ctx, keyCtx, profile } = await arrange();
    const [{ id }, other] = [await profile(), await profile()];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => takeSlot(index % 2 ? ctx : keyCtx, id)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    const [refused] = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "rate_limited" });
    expect(refused?.reason.retryAfterSeconds).toBeGreaterThan(3_500);
    expect(refused?.reason.retryAfterSeconds).toBeLessThanOrEqual(3_600);
    await takeSlot(ctx, other.id);
  });

  it("lets a hundred of one key through, and counts none that was refused or undone", async () => {
    const { ctx, keyCtx, profile } = await arrange();
    const ids = await Promise.all(Array.from({ length: 11 }, async () => (await profile()).id));
    for (const id of ids.slice(0, 10)) for (let n = 0; n < 10; n += 1) await takeSlot(keyCtx, id);
    const last = ids.at(-1) ?? "";
    await expect(takeSlot(keyCtx, last)).rejects.toMatchObject({ code: "rate_limited" });
    expect(await remaining(keyCtx, last)).toEqual([0, 10]);
    const undone = inOrg(ctx, async () => {
      await takeSlot(ctx, last);
      throw new Error("planned");
    });
    await expect(undone).rejects.toThrow("planned");
    expect(await remaining(ctx, last)).toEqual([10]);
  });
});

describe("giveSlotBack", () => {
  it("gives the slot of a failed job back to its profile and its key", async () => {
    const { orgId, ctx, keyCtx, apiKeyId, profile } = await arrange();
    const { id: profileId } = await profile();
    const job = await inOrg(ctx, async (tx) => {
      await takeSlot(keyCtx, profileId);
      return makeScoringJob(tx, { orgId, profileId, apiKeyId });
    });
    expect(await remaining(keyCtx, profileId)).toEqual([99, 9]);
    await giveSlotBack(job);
    expect(await remaining(keyCtx, profileId)).toEqual([100, 10]);
    await giveSlotBack(job);
    expect(await remaining(keyCtx, profileId)).toEqual([100, 10]);
  });

  it("gives nothing back to a later hour, and nothing for a batch", async () => {
    const { orgId, ctx, profile } = await arrange();
    const { id: profileId } = await profile();
    await takeSlot(ctx, profileId);
    const past = await committed((tx) =>
      makeScoringJob(tx, { orgId, profileId, createdAt: new Date(Date.now() - 3_700_000) }),
    );
    await giveSlotBack(past);
    const present = await committed((tx) => makeScoringJob(tx, { orgId, profileId }));
    await giveSlotBack({ ...present, batchId: randomUUID() });
    expect(await remaining(ctx, profileId)).toEqual([9]);
  });

  it("begins anew when the hour is over", async () => {
    const { ctx, profile } = await arrange();
    const { id: profileId } = await profile();
    for (let n = 0; n < 10; n += 1) await takeSlot(ctx, profileId);
    await committed((tx) =>
      tx.update(rateLimits).set({ expire: sql`now() at time zone 'utc' - interval '1 second'` }),
    );
    await takeSlot(ctx, profileId);
    expect(await remaining(ctx, profileId)).toEqual([9]);
  });
});
