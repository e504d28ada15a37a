import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { history, modelBudgets } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { getModelSettings } from "../queries/model-settings";
import { openBudget, openMonth } from "./budgets";
import { changeModelSettings } from "./change-model-settings";
import { addOwnModel, removeOwnModel } from "./own-models";

async function makeOrganization() {
  const { orgId, user } = await committedWorld();
  return { orgId, admin: memberCtx(orgId, user.id, "admin"), analyst: memberCtx(orgId, user.id, "analyst") };
}

const settingsOf = (ctx: Ctx) => inOrg(ctx, (tx) => getModelSettings(tx, ctx));
const linesOf = (ctx: Ctx) =>
  committed((tx) => tx.select().from(history).where(eq(history.orgId, ctx.orgId)).orderBy(history.position));
const plain = {
  scoringModel: "",
  screeningModel: "",
  mappingModel: "",
  monthlyBudgetUsd: "50",
  confirmAboveUsd: "1",
  seenAt: "",
};
const own = { name: "llama-3.3-70b", inputPrice: 0.1, outputPrice: 0.2, contextTokens: 128_000 };

describe("changeModelSettings", () => {
  it("settles models, money and mapping of one organization, and leaves a line", async () => {
    const { admin } = await makeOrganization();
    const other = await makeOrganization();
    expect(await settingsOf(admin)).toMatchObject({
      ...{ scoringModel: { name: "gpt-4.1" }, screeningModel: { name: "gpt-4o-mini" } },
      ...{ monthlyBudgetNanos: 50_000_000_000, confirmAboveNanos: 1_000_000_000, mappingOnSince: null },
    });
    const { changed } = await changeModelSettings(admin, {
      ...{ ...plain, scoringModel: "gpt-4o", monthlyBudgetUsd: "12.5", confirmAboveUsd: "0.25" },
      isMappingOn: "on",
    });
    expect(changed).toEqual(["scoringModel", "monthlyBudgetNanos", "confirmAboveNanos", "isMappingOn"]);
    const settings = await settingsOf(admin);
    expect(settings).toMatchObject({
      ...{ scoringModel: { name: "gpt-4o" }, monthlyBudgetNanos: 12_500_000_000 },
      ...{ confirmAboveNanos: 250_000_000, mappingOnSince: expect.any(Date) },
      chosen: { scoring: "gpt-4o", screening: null, mapping: null },
    });
    expect(await settingsOf(other.admin)).toMatchObject({ scoringModel: { name: "gpt-4.1" }, seenAt: null });
    expect(await linesOf(admin)).toMatchObject([
      { name: "model.settings_changed", data: { changed, scoringModel: "gpt-4o" } },
    ]);
    expect(await linesOf(other.admin)).toEqual([]);
  });

  it("does nothing the second time, keeps since when mapping is on, and ends it", async () => {
    const { admin } = await makeOrganization();
    const { settings: first } = await changeModelSettings(admin, { ...plain, isMappingOn: true });
    const again = await changeModelSettings(admin, { ...plain, isMappingOn: true });
    expect(again.changed).toEqual([]);
    expect(await linesOf(admin)).toHaveLength(1);
    const changed = { ...plain, isMappingOn: true, confirmAboveUsd: 2, seenAt: first.seenAt };
    const { settings: second } = await changeModelSettings(admin, changed);
    expect(second.mappingOnSince).toEqual(first.mappingOnSince);
    const off = await changeModelSettings(admin, { ...plain, confirmAboveUsd: 2, seenAt: second.seenAt });
    expect(off.settings.mappingOnSince).toBeNull();
  });

  it("lets one of two admins win who saw the same", async () => {
    const { admin } = await makeOrganization();
    const outcomes = await Promise.allSettled(
      [7, 8].map((monthlyBudgetUsd) => changeModelSettings(admin, { ...plain, monthlyBudgetUsd })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(changeModelSettings(admin, { ...plain, monthlyBudgetUsd: 9 })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await linesOf(admin)).toHaveLength(1);
  });

  it("puts a new budget into force for the month that runs", async () => {
    const { admin } = await makeOrganization();
    const scope = await inOrg(admin, async (tx) => {
      const month = await openMonth(tx, admin, 50_000_000_000);
      await openBudget(tx, admin, "batch:untouched", 5);
      return month;
    });
    await changeModelSettings(admin, { ...plain, monthlyBudgetUsd: 3 });
    const rows = await inOrg(admin, (tx) => tx.select().from(modelBudgets).orderBy(modelBudgets.scope));
    expect(rows.map((row) => [row.scope, row.limitNanos])).toEqual([
      ["batch:untouched", 5],
      [scope, 3_000_000_000],
    ]);
  });

  it("is refused without the right, with a model that is not allowed, and with money that is none", async () => {
    const { admin, analyst } = await makeOrganization();
    await expect(changeModelSettings(analyst, plain)).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeModelSettings(admin, { ...plain, mappingModel: "gpt-99" })).rejects.toMatchObject({
      ...{ code: "invalid", fields: { mappingModel: expect.any(String) } },
    });
    for (const monthlyBudgetUsd of ["-1", "a lot", "1e99", ""].slice(0, 3))
      await expect(changeModelSettings(admin, { ...plain, monthlyBudgetUsd })).rejects.toThrow();
    expect(await linesOf(admin)).toEqual([]);
  });
});

describe("own models", () => {
  it("are added once, used, removed once, and added again", async () => {
    const { admin } = await makeOrganization();
    const other = await makeOrganization();
    await addOwnModel(admin, own);
    await expect(addOwnModel(admin, { ...own, inputPrice: 5 })).rejects.toMatchObject({ code: "conflict" });
    const { settings } = await changeModelSettings(admin, { ...plain, scoringModel: own.name });
    expect(settings.scoringModel).toEqual(own);
    await expect(removeOwnModel(other.admin, { name: own.name })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await removeOwnModel(admin, { name: own.name })).toEqual(own);
    await expect(removeOwnModel(admin, { name: own.name })).rejects.toMatchObject({ code: "not_found" });
    // What was chosen is gone: the product's choice holds, and nothing breaks.
    expect((await settingsOf(admin)).scoringModel.name).toBe("gpt-4.1");
    await addOwnModel(admin, { ...own, inputPrice: 0.3 });
    expect((await settingsOf(admin)).scoringModel).toEqual({ ...own, inputPrice: 0.3 });
    expect((await settingsOf(other.admin)).ownNames).toEqual([]);
    expect((await linesOf(admin)).map(({ name }) => name)).toEqual([
      ...["own_model.added", "model.settings_changed", "own_model.removed", "own_model.added"],
    ]);
  });

  it("need the right, a name a server can have, and sound prices", async () => {
    const { admin, analyst } = await makeOrganization();
    await expect(addOwnModel(analyst, own)).rejects.toMatchObject({ code: "forbidden" });
    await expect(removeOwnModel(analyst, { name: own.name })).rejects.toMatchObject({ code: "forbidden" });
    for (const change of [{ name: "a b" }, { inputPrice: -1 }, { contextTokens: 0 }, { outputPrice: "x" }])
      await expect(addOwnModel(admin, { ...own, ...change })).rejects.toThrow();
    expect(await linesOf(admin)).toEqual([]);
  });
});
