import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { idempotentRequests } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { once } from "./once";
import { sweepIdempotentRequests } from "./sweep-idempotent-requests";

const key = () => randomUUID();

describe("once", () => {
  it("lets one of fifty do the work and gives all of them what it returned", async () => {
    const { orgId, user } = await committedWorld();
    const ctx = memberCtx(orgId, user.id);
    const asked = { key: key(), input: { b: 1, a: [1, 2] } };
    let workCount = 0;
    const results = await Promise.all(
      Array.from({ length: 50 }, () =>
        inOrg(ctx, (tx) =>
          once(tx, ctx, asked, async () => {
            workCount += 1;
            return { id: randomUUID() };
          }),
        ),
      ),
    );
    expect(workCount).toBe(1);
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
  });

  dbTest("does not mind the order of keys, and refuses the key for something else", async (world) => {
    const ctx = memberCtx(world.orgId, world.user.id);
    const name = key();
    const ask = (input: unknown) => once(world.tx, ctx, { key: name, input }, async () => randomUUID());
    const first = await ask({ a: 1, b: { c: 2, d: 3 } });
    expect(await ask({ b: { d: 3, c: 2 }, a: 1 })).toBe(first);
    for (const input of [{ a: 1 }, { a: 1, b: { c: 2, d: 4 } }, null]) {
      await expect(ask(input)).rejects.toMatchObject({ code: "conflict", reason: "IDEMPOTENCY_KEY_REUSED" });
    }
  });

  dbTest("keeps the keys of two people apart, and remembers nothing without a key", async (world) => {
    const mine = memberCtx(world.orgId, world.user.id);
    const other = memberCtx(world.orgId, randomUUID());
    const asked = { key: key(), input: 1 };
    const work = async () => randomUUID();
    const first = await once(world.tx, mine, asked, work);
    expect(await once(world.tx, other, asked, work)).not.toBe(first);
    const nameless = { key: undefined, input: 1 };
    expect(await once(world.tx, mine, nameless, work)).not.toBe(await once(world.tx, mine, nameless, work));
  });

  it("frees the key when the work fails", async () => {
    const { orgId, user } = await committedWorld();
    const ctx = memberCtx(orgId, user.id);
    const asked = { key: key(), input: 1 };
    const attempt = (work: () => Promise<string>) => inOrg(ctx, (tx) => once(tx, ctx, asked, work));
    await expect(attempt(() => Promise.reject(new Error("planned")))).rejects.toThrow("planned");
    for (const result of ['{"done":1}', "other"])
      expect(await attempt(async () => result)).toBe('{"done":1}');
  });

  it("forgets keys after a day and no sooner", async () => {
    const { orgId, user } = await committedWorld();
    const ctx = memberCtx(orgId, user.id);
    const old = { key: key(), input: 1 };
    const young = { key: key(), input: 1 };
    const ask = (asked: typeof old) => inOrg(ctx, (tx) => once(tx, ctx, asked, async () => randomUUID()));
    const before = [await ask(old), await ask(young)];
    await committed((tx) =>
      tx
        .update(idempotentRequests)
        .set({ createdAt: sql`now() - interval '25 hours'` })
        .where(eq(idempotentRequests.key, old.key)),
    );
    expect(await sweepIdempotentRequests()).toEqual({ forgottenCount: 1 });
    expect(await ask(young)).toBe(before[1]);
    expect(await ask(old)).not.toBe(before[0]);
  });
});
