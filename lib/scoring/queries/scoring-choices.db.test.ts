import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { profileLinks } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeProfile, makeTemplate } from "@/db/testing/scoring-factories";
import { committedRoadmap, storedCandidates } from "@/lib/candidates/testing/roadmap-fixtures";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { findLead } from "./find-lead";
import { getNewScoring } from "./new-scoring";
import { listTemplateChoices } from "./template-choices";

describe("what new scorings are chosen from", () => {
  dbTest("templates are those that are published and not archived, by name", async ({ tx, orgId, user }) => {
    const ctx = memberCtx(orgId, user.id);
    const usual = await makeTemplate(tx, { orgId, name: "B", role: "cto", defaultSinceAt: new Date() });
    const other = await makeTemplate(tx, { orgId, name: "A", role: "cto" });
    await makeTemplate(tx, { orgId, name: "C", archivedAt: new Date() });
    await makeTemplate(tx, { orgId, name: "D", publishedVersion: null });
    expect(await listTemplateChoices(ctx)).toEqual([
      { id: other.id, name: "A", role: "cto", publishedVersion: 1, isDefault: false },
      { id: usual.id, name: "B", role: "cto", publishedVersion: 1, isDefault: true },
    ]);
  });

  it("people and candidates are those of the organization", async () => {
    const { orgId, ctx } = await committedRoadmap(3);
    const elsewhere = await committedWorld();
    const [candidate] = await committed((tx) => storedCandidates(tx, orgId));
    const candidateId = candidate?.id ?? "";
    const [mine, theirs] = await committed(async (tx) => [
      await makeProfile(tx, { orgId, name: "Mira" }),
      await makeProfile(tx, { orgId: elsewhere.orgId }),
    ]);
    const choices = await getNewScoring(ctx, { profileIds: [mine.id, theirs.id, randomUUID()] });
    expect(choices).toMatchObject({
      people: [{ id: mine.id, name: "Mira" }],
      profileCount: 1,
      candidate: null,
      models: expect.arrayContaining([choices.scoringModel]),
    });
    expect((await getNewScoring(ctx, { candidateId })).candidate?.id).toBe(candidateId);
    const stranger = memberCtx(elsewhere.orgId, elsewhere.user.id);
    await expect(getNewScoring(stranger, { candidateId })).rejects.toMatchObject({ code: "not_found" });
    const reader = { ...ctx, rights: new Set(["scoring:read" as const]) };
    await expect(getNewScoring(reader, {})).rejects.toMatchObject({ code: "forbidden" });

    expect(await findLead(ctx, candidateId)).toBeUndefined();
    const link = { orgId, profileId: mine.id, kind: "lead" as const, candidateId };
    await committed((tx) => tx.insert(profileLinks).values({ ...link, createdBy: elsewhere.user.id }));
    expect(await findLead(ctx, candidateId)).toEqual({ profileId: mine.id, name: "Mira" });
    expect(await findLead(stranger, candidateId)).toBeUndefined();
  });
});
