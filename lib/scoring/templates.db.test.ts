import { randomUUID } from "node:crypto";
import { and, eq, isNotNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { templateRoles } from "@/db/enums";
import { history, scoringTemplates, scoringTemplateVersions } from "@/db/schema";
import { committed, committedWorld, type World } from "@/db/testing/db-test";
import { makeScoringJob, makeTemplate, plainTemplateBody } from "@/db/testing/scoring-factories";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { houseTemplates } from "./house-templates";
import { createTemplate, discardDraft, renameTemplate, saveDraft } from "./mutations/draft-template";
import { installHouseTemplates } from "./mutations/install-house-templates";
import {
  archiveTemplate,
  makeDefaultTemplate,
  publishTemplate,
  restoreTemplateVersion,
  unarchiveTemplate,
} from "./mutations/publish-template";
import { sweepHouseTemplates } from "./mutations/sweep-house-templates";
import { getTemplate, getTemplateVersion } from "./queries/get-template";
import { listTemplates } from "./queries/list-templates";
import { resolveRubric } from "./queries/templates";
import type { RubricSource, TemplateBody } from "./schema";

interface Arranged extends World {
  readonly admin: Ctx;
  readonly analyst: Ctx;
  readonly stranger: Ctx;
  /** A CTO template of its own, not the default, with version 1. */
  readonly templateId: string;
}

const plain: TemplateBody = { ...plainTemplateBody, gate: null, model: null };

async function arrange(): Promise<Arranged> {
  const world = await committedWorld();
  const other = await committedWorld();
  const template = await committed((tx) =>
    makeTemplate(tx, { orgId: world.orgId, role: "cto", name: "Ours" }, plain),
  );
  return {
    ...world,
    admin: memberCtx(world.orgId, world.user.id, "admin"),
    analyst: memberCtx(world.orgId, world.user.id, "analyst"),
    stranger: memberCtx(other.orgId, other.user.id, "admin"),
    templateId: template.id,
  };
}

/** A body that differs from the plain one by its instructions. */
const saying = (instructions: string): TemplateBody => ({ ...plain, instructions });

async function publish(ctx: Ctx, templateId: string, draft: TemplateBody) {
  const { draftRevision } = await getTemplate(ctx, templateId);
  const { revision } = await saveDraft(ctx, { templateId, revision: draftRevision, draft });
  return publishTemplate(ctx, { templateId, revision });
}

const resolve = (ctx: Ctx, source: RubricSource) => inOrg(ctx, (tx) => resolveRubric(tx, ctx, source));

const defaultsOf = (ctx: Ctx, role: "cto" | "general") =>
  inOrg(ctx, (tx) =>
    tx
      .select({ id: scoringTemplates.id })
      .from(scoringTemplates)
      .where(
        and(
          eq(scoringTemplates.orgId, ctx.orgId),
          eq(scoringTemplates.role, role),
          isNotNull(scoringTemplates.defaultSinceAt),
        ),
      ),
  );

const linesOf = (ctx: Ctx, subjectId: string) =>
  inOrg(ctx, (tx) =>
    tx
      .select({ name: history.name, data: history.data })
      .from(history)
      .where(eq(history.subjectId, subjectId))
      .orderBy(history.position),
  );

describe("the templates of the house", () => {
  it("come once to each organization, published and each the default of its role", async () => {
    const { admin } = await arrange();
    expect(await committed((tx) => installHouseTemplates(tx, admin.orgId))).toBe(houseTemplates.length);
    expect(await committed((tx) => installHouseTemplates(tx, admin.orgId))).toBe(0);
    for (const role of templateRoles) {
      const { rubric, templateVersion, source } = await resolve(admin, { role });
      expect({ templateVersion, source }).toEqual({ templateVersion: 1, source: "role" });
      expect(rubric.body).toEqual(houseTemplates.find((house) => house.role === role)?.body);
    }
  });

  it("leave alone what an organization chose before, and what it did with them", async () => {
    const { admin, templateId } = await arrange();
    await makeDefaultTemplate(admin, { templateId });
    await sweepHouseTemplates();
    expect(await defaultsOf(admin, "cto")).toEqual([{ id: templateId }]);
    const { items } = await listTemplates(admin, { role: "cto" });
    const house = items.find(({ isHouse }) => isHouse);
    expect(house).toMatchObject({ isDefault: false, version: 1 });
    await archiveTemplate(admin, { templateId: house?.id });
    await renameTemplate(admin, { templateId, name: "Renamed", description: "" });
    await sweepHouseTemplates();
    expect((await listTemplates(admin, { role: "cto" })).items.map(({ name }) => name)).toEqual(["Renamed"]);
  });
});

describe("drafts", () => {
  it("are kept as they are being written, whole or not, and tell when nothing differs", async () => {
    const { admin, analyst, templateId } = await arrange();
    const half = { ...plain, criteria: [{ ...plain.criteria[0], weight: null, label: "" }] };
    expect(await saveDraft(admin, { templateId, revision: 1, draft: half })).toEqual({
      revision: 2,
      isChanged: true,
    });
    expect((await getTemplate(admin, templateId)).draft).toEqual(half);
    expect((await getTemplate(analyst, templateId)).draft).toBeNull();
    expect((await getTemplate(analyst, templateId)).published).toEqual(plain);
    await expect(publishTemplate(admin, { templateId, revision: 2 })).rejects.toMatchObject({
      code: "invalid",
      fields: { "criteria.0.label": "Write something here.", "criteria.0.weight": "Give a number." },
    });
    expect(await saveDraft(admin, { templateId, revision: 2, draft: plain })).toEqual({
      revision: 3,
      isChanged: true,
    });
  });

  it("are refused to who saw another revision, has no right, or belongs elsewhere", async () => {
    const { admin, analyst, stranger, templateId } = await arrange();
    const input = { templateId, revision: 1, draft: saying("Mine.") };
    const both = await Promise.allSettled([saveDraft(admin, input), saveDraft(admin, input)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(saveDraft(admin, input)).rejects.toMatchObject({ code: "conflict" });
    await expect(saveDraft(analyst, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(saveDraft(stranger, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(getTemplate(stranger, templateId)).rejects.toMatchObject({ code: "not_found" });
  });

  it("go back to what is published, once something is", async () => {
    const { admin, templateId } = await arrange();
    await saveDraft(admin, { templateId, revision: 1, draft: saying("Other.") });
    expect(await discardDraft(admin, { templateId, revision: 2 })).toEqual({ revision: 3, isChanged: false });
    expect((await getTemplate(admin, templateId)).draft).toBeNull();
    const { id } = await createTemplate(admin, { name: "New", role: "cto" });
    await expect(discardDraft(admin, { templateId: id, revision: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("begin as a copy of another template", async () => {
    const { admin, stranger, templateId } = await arrange();
    await saveDraft(admin, { templateId, revision: 1, draft: saying("Copied.") });
    const { id } = await createTemplate(admin, { name: "Copy", role: "ciso", copyOf: templateId });
    expect(await getTemplate(admin, id)).toMatchObject({
      draft: { instructions: "Copied." },
      publishedVersion: null,
      isDefault: false,
    });
    await expect(
      createTemplate(stranger, { name: "Copy", role: "cto", copyOf: templateId }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("publishing", () => {
  it("makes a version that nobody changes, and leaves its line", async () => {
    const { admin, templateId } = await arrange();
    expect(await publish(admin, templateId, saying("Second."))).toMatchObject({ version: 2 });
    expect(await getTemplateVersion(admin, templateId, 1)).toEqual(plain);
    expect(await getTemplateVersion(admin, templateId, 2)).toEqual(saying("Second."));
    expect(await getTemplate(admin, templateId)).toMatchObject({ publishedVersion: 2, draft: null });
    expect(await linesOf(admin, templateId)).toMatchObject([
      { name: "template.published", data: { version: 2 } },
    ]);
    await expect(
      inOrg(admin, (tx) =>
        tx.update(scoringTemplateVersions).set({ body: {} }).where(eq(scoringTemplateVersions.version, 2)),
      ),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  it("publishes a draft once, and nothing that says the same", async () => {
    const { admin, templateId } = await arrange();
    await saveDraft(admin, { templateId, revision: 1, draft: saying("Once.") });
    const clicks = await Promise.allSettled(
      Array.from({ length: 5 }, () => publishTemplate(admin, { templateId, revision: 2 })),
    );
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { draftRevision } = await getTemplate(admin, templateId);
    await expect(publishTemplate(admin, { templateId, revision: draftRevision })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("gives 20 publications at once different numbers without a gap", async () => {
    const { admin, templateId } = await arrange();
    await publish(admin, templateId, saying("Second."));
    // Each restores the version that is not in use when its turn comes; those that find it in use are refused.
    const once = () =>
      Promise.allSettled([1, 2].map((version) => restoreTemplateVersion(admin, { templateId, version })));
    const all = (await Promise.all(Array.from({ length: 10 }, once))).flat();
    const numbers = all
      .flatMap((one) => (one.status === "fulfilled" ? [one.value.version] : []))
      .toSorted((a, b) => a - b);
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers).toEqual(numbers.map((_, index) => index + 3));
    const { versions, publishedVersion } = await getTemplate(admin, templateId);
    expect(publishedVersion).toBe(numbers.at(-1));
    expect(versions.map(({ version }) => version)).toEqual(
      Array.from({ length: numbers.length + 2 }, (_, index) => numbers.length + 2 - index),
    );
  });

  it("gives 20 drafts published at once by editors of their own different numbers without a gap", async () => {
    const { admin, templateId } = await arrange();
    const again = async (text: string): Promise<number> => {
      try {
        return (await publish(admin, templateId, saying(text))).version;
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "conflict") return again(text);
        throw error;
      }
    };
    const numbers = await Promise.all(Array.from({ length: 20 }, (_, index) => again(`Text ${index}.`)));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
  });

  it("restores an old version under a new number and keeps the draft", async () => {
    const { admin, stranger, analyst, templateId } = await arrange();
    await publish(admin, templateId, saying("Second."));
    const { draftRevision } = await getTemplate(admin, templateId);
    await saveDraft(admin, { templateId, revision: draftRevision, draft: saying("Third, half written.") });
    expect(await restoreTemplateVersion(admin, { templateId, version: 1 })).toMatchObject({ version: 3 });
    expect(await getTemplate(admin, templateId)).toMatchObject({
      publishedVersion: 3,
      published: plain,
      draft: { instructions: "Third, half written." },
      versions: [{ version: 3, restoredFrom: 1 }, { version: 2 }, { version: 1 }],
    });
    await expect(restoreTemplateVersion(admin, { templateId, version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(restoreTemplateVersion(admin, { templateId, version: 9 })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(restoreTemplateVersion(stranger, { templateId, version: 2 })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(restoreTemplateVersion(analyst, { templateId, version: 2 })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("the default of a role", () => {
  it("is the first that is published, and stays while others are", async () => {
    const { admin, templateId } = await arrange();
    expect(await publish(admin, templateId, saying("First with a default."))).toMatchObject({
      isNewDefault: true,
    });
    const { id } = await createTemplate(admin, { name: "Other", role: "cto", copyOf: templateId });
    const { draftRevision } = await getTemplate(admin, id);
    expect(await publishTemplate(admin, { templateId: id, revision: draftRevision })).toMatchObject({
      version: 1,
      isNewDefault: false,
    });
    expect(await defaultsOf(admin, "cto")).toEqual([{ id: templateId }]);
  });

  it("is one, however many first publications and choices come at once", async () => {
    const { admin } = await arrange();
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        createTemplate(admin, { name: `General ${index}`, role: "general" }),
      ),
    );
    const published = await Promise.all(
      made.map(({ id }) => publishTemplate(admin, { templateId: id, revision: 1 })),
    );
    expect(published.filter(({ isNewDefault }) => isNewDefault)).toHaveLength(1);
    await Promise.allSettled(made.map(({ id }) => makeDefaultTemplate(admin, { templateId: id })));
    expect(await defaultsOf(admin, "general")).toHaveLength(1);
  });

  it("is held by the database itself", async () => {
    const { admin, templateId, orgId } = await arrange();
    await makeDefaultTemplate(admin, { templateId });
    const second = committed((tx) =>
      makeTemplate(tx, { orgId, role: "cto", defaultSinceAt: new Date() }, plain),
    );
    await expect(second).rejects.toMatchObject({
      cause: { constraint_name: "scoring_templates_default_key" },
    });
    const archived = inOrg(admin, (tx) =>
      tx.update(scoringTemplates).set({ archivedAt: new Date() }).where(eq(scoringTemplates.id, templateId)),
    );
    await expect(archived).rejects.toMatchObject({
      cause: { constraint_name: "scoring_templates_default_usable" },
    });
  });

  it("cannot be archived, an archived or unpublished template cannot be the default", async () => {
    const { admin, analyst, templateId } = await arrange();
    await makeDefaultTemplate(admin, { templateId });
    await expect(archiveTemplate(admin, { templateId })).rejects.toMatchObject({ code: "conflict" });
    const { id } = await createTemplate(admin, { name: "Other", role: "cto" });
    await expect(makeDefaultTemplate(admin, { templateId: id })).rejects.toMatchObject({ code: "conflict" });
    await publishTemplate(admin, { templateId: id, revision: 1 });
    expect(await makeDefaultTemplate(admin, { templateId: id })).toEqual({
      templateId: id,
      formerId: templateId,
    });
    await archiveTemplate(admin, { templateId });
    for (const refused of [archiveTemplate, makeDefaultTemplate])
      await expect(refused(admin, { templateId })).rejects.toMatchObject({ code: "conflict" });
    await expect(restoreTemplateVersion(admin, { templateId, version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(saveDraft(admin, { templateId, revision: 1, draft: plain })).rejects.toMatchObject({
      code: "conflict",
    });
    await unarchiveTemplate(admin, { templateId });
    await expect(unarchiveTemplate(admin, { templateId })).rejects.toMatchObject({ code: "conflict" });
    await expect(unarchiveTemplate(analyst, { templateId })).rejects.toMatchObject({ code: "forbidden" });
    expect((await linesOf(admin, templateId)).map(({ name }) => name)).toEqual([
      "template.made_default",
      "template.archived",
      "template.unarchived",
    ]);
  });
});

describe("resolveRubric", () => {
  it("takes the published version of the template, whatever its draft says", async () => {
    const { admin, analyst, templateId } = await arrange();
    await saveDraft(admin, { templateId, revision: 1, draft: saying("Being written.") });
    expect(await resolve(analyst, { templateId })).toEqual({
      rubric: { name: "Ours", role: "cto", body: plain },
      templateId,
      templateVersion: 1,
      source: "template",
    });
    const tried = await resolve(admin, { draftOf: templateId });
    expect(tried).toMatchObject({ templateId: null, templateVersion: null, source: "prompt" });
    expect(tried.rubric).toMatchObject({ name: "Ours (draft)", body: { instructions: "Being written." } });
    await expect(resolve(analyst, { draftOf: templateId })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("scores a free prompt by the general criteria", async () => {
    const { analyst } = await arrange();
    const { rubric, source } = await resolve(analyst, { prompt: "Somebody who can run a harbour." });
    expect({ source, instructions: rubric.body.instructions }).toEqual({
      source: "prompt",
      instructions: "Somebody who can run a harbour.",
    });
    expect(rubric.body.criteria).toHaveLength(3);
  });

  it("says in a sentence what is missing", async () => {
    const { admin, stranger, templateId } = await arrange();
    await expect(resolve(admin, { role: "ciso" })).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining('No template is the default for the role "ciso"'),
    });
    await expect(resolve(stranger, { templateId })).rejects.toMatchObject({ code: "not_found" });
    await expect(resolve(stranger, { draftOf: templateId })).rejects.toMatchObject({ code: "not_found" });
    await expect(resolve(admin, { templateId: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
    const { id } = await createTemplate(admin, { name: "Unborn", role: "cto" });
    await expect(resolve(admin, { templateId: id })).rejects.toMatchObject({ code: "conflict" });
    await archiveTemplate(admin, { templateId });
    await expect(resolve(admin, { templateId })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("listTemplates", () => {
  it("tells defaults, drafts and how often each was used, in one organization alone", async () => {
    const { admin, analyst, stranger, orgId, templateId } = await arrange();
    await committed((tx) => installHouseTemplates(tx, orgId));
    await saveDraft(admin, { templateId, revision: 1, draft: saying("Being written.") });
    await committed((tx) => makeScoringJob(tx, { orgId, templateId, templateVersion: 1 }));
    const { items, counts } = await listTemplates(analyst, {});
    expect(counts).toEqual({ active: 6, archived: 0 });
    expect(items.map(({ role, name }) => `${role}: ${name}`)).toEqual([
      "general: General evaluation",
      "cto: CTO evaluation",
      "cto: Ours",
      "cio: CIO evaluation",
      "ciso: CISO evaluation",
      "lead: Accountable lead of an AI agent",
    ]);
    expect(items[2]).toMatchObject({ version: 1, isDefault: false, hasDraft: true, usedCount: 1 });
    expect(items[1]).toMatchObject({ version: 1, isDefault: true, isHouse: true, usedCount: 0 });
    expect((await listTemplates(stranger, {})).items).toEqual([]);
  });
});
