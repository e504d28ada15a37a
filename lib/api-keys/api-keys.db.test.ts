import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import type { ApiScope } from "@/db/enums";
import { apiKeys, history, memberships } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { callerOfKey } from "@/lib/auth/api-keys";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { createApiKey } from "./mutations/create-api-key";
import { revokeApiKey } from "./mutations/revoke-api-key";
import { listApiKeys } from "./queries";

async function arrange() {
  const { orgId, user } = await committedWorld();
  const admin = memberCtx(orgId, user.id, "admin");
  const make = (scopes: readonly ApiScope[] = ["scoring:read"], lifetime = "never") =>
    createApiKey(admin, { name: "Nightly import", scopes, lifetime });
  const change = (id: string, values: Partial<typeof apiKeys.$inferInsert>) =>
    committed((tx) => tx.update(apiKeys).set(values).where(eq(apiKeys.id, id)));
  return { orgId, user, admin, make, change };
}

const enter = (text: string) => callerOfKey(text, randomUUID());
const aPast = () => new Date(Date.now() - 1_000);

describe("an API key", () => {
  it("is shown once, stored as a hash, and tells its beginning only", async () => {
    const { admin, make } = await arrange();
    const { id, text } = await make(["profiles:read", "scoring:write"], "90");
    expect(text).toMatch(/^opk_[0-9a-f]{12}_[\w-]{65}$/);
    const [row] = await inOrg(admin, (tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, id)));
    expect(row?.secretHash).toMatch(/^[0-9a-f]{64}$/);
    const kept = JSON.stringify(row);
    expect(kept).not.toContain(text.slice(20));
    const [listed] = await listApiKeys(admin);
    expect(listed).toMatchObject({ id, state: "usable", lastUsedAt: null, prefix: text.slice(0, 16) });
    expect(JSON.stringify(listed)).not.toContain(row?.secretHash);
    const days = ((listed?.expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(90, 1);
    const lines = await inOrg(admin, (tx) =>
      tx.select().from(history).where(eq(history.name, "api_key.created")),
    );
    expect(lines.map(({ data }) => data)).toEqual([
      { scopes: ["profiles:read", "scoring:write"], lifetime: "90" },
    ]);
  });

  it("acts for its maker with what its scopes and the maker's rights of now have in common", async () => {
    const { orgId, user, make } = await arrange();
    const { id, text } = await make(["profiles:write", "scoring:read"]);
    const { ctx, scopes } = await enter(text);
    expect(ctx).toMatchObject({ orgId, actor: { kind: "api_key", apiKeyId: id, onBehalfOf: user.id } });
    expect(scopes).toEqual(["profiles:write", "scoring:read"]);
    expect([...ctx.rights].sort()).toEqual(["job:read", "profile:manage", "profile:read", "scoring:read"]);
    const here = and(eq(memberships.orgId, orgId), eq(memberships.userId, user.id));
    await committed((tx) => tx.update(memberships).set({ disabledAt: aPast() }).where(here));
    await expect(enter(text)).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("opens nothing when a letter differs, when it is cut, or when it names another organization", async () => {
    const { make } = await arrange();
    const other = await arrange();
    const { text } = await make();
    const flipped = text.slice(0, -1) + (text.endsWith("A") ? "B" : "A");
    const stranger = await other.make();
    const moved = text.slice(0, 17) + stranger.text.slice(17, 39) + text.slice(39);
    for (const wrong of [flipped, text.slice(0, -1), `${text}A`, moved, "", "opk_", randomUUID(), "'; --"]) {
      await expect(enter(wrong), wrong).rejects.toMatchObject({ code: "unauthorized" });
    }
    await expect(enter(text)).resolves.toBeDefined();
  });

  it("notes its use at most once a minute", async () => {
    const { admin, make, change } = await arrange();
    const { id, text } = await make();
    const lastUse = async () => (await listApiKeys(admin)).find((key) => key.id === id)?.lastUsedAt;
    await enter(text);
    const first = await lastUse();
    expect(first).toBeInstanceOf(Date);
    await enter(text);
    expect(await lastUse()).toEqual(first);
    await change(id, { lastUsedAt: new Date(Date.now() - 61_000) });
    await enter(text);
    expect((await lastUse())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Number.NaN);
  });

  it("ends when its time is over", async () => {
    const { admin, make, change } = await arrange();
    const { id, text } = await make(["scoring:read"], "30");
    await enter(text);
    await change(id, { expiresAt: aPast() });
    await expect(enter(text)).rejects.toMatchObject({ code: "unauthorized" });
    expect((await listApiKeys(admin))[0]).toMatchObject({ id, state: "expired" });
  });
});

describe("revokeApiKey", () => {
  it("ends the key at once, leaves a line, and conflicts the second time", async () => {
    const { admin, make } = await arrange();
    const { id, text } = await make();
    expect(await revokeApiKey(admin, { apiKeyId: id })).toEqual({ id });
    await expect(enter(text)).rejects.toMatchObject({ code: "unauthorized" });
    await expect(revokeApiKey(admin, { apiKeyId: id })).rejects.toMatchObject({ code: "conflict" });
    const lines = await inOrg(admin, (tx) =>
      tx.select({ id: sql`subject_id` }).from(history).where(eq(history.name, "api_key.revoked")),
    );
    expect(lines).toEqual([{ id }]);
    expect((await listApiKeys(admin))[0]).toMatchObject({ id, state: "revoked" });
  });

  it("finds no key of another organization, and asks for the right", async () => {
    const { orgId, user, make } = await arrange();
    const stranger = await arrange();
    const { id } = await make();
    await expect(revokeApiKey(stranger.admin, { apiKeyId: id })).rejects.toMatchObject({ code: "not_found" });
    expect(await listApiKeys(stranger.admin)).toEqual([]);
    const analyst = memberCtx(orgId, user.id, "manager");
    for (const attempt of [
      () => revokeApiKey(analyst, { apiKeyId: id }),
      () => createApiKey(analyst, { name: "x", scopes: ["scoring:read"], lifetime: "never" }),
      async () => listApiKeys(analyst),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
