import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/auth/context";
import { env } from "@/lib/env";
import { addMember, addOrganization } from "@/lib/orgs/testing/people";
import { getProfile } from "../queries/get-profile";
import { listProfiles } from "../queries/list-profiles";
import { serializeProfile } from "../serialize-profile";
import { importProfileFile } from "./import-profile-file";

const bodyOf = (text: string) => Readable.toWeb(Readable.from([Buffer.from(text)]));
const terms = { mode: "import", purpose: "Succession", retainUntil: "2099-12-31" };
const check = { ...terms, mode: "check" };

const send = (ctx: Ctx, text: string, given: object = terms) => importProfileFile(ctx, given, bodyOf(text));

describe("a file of people", () => {
  it("is looked at without being kept, then imported; people with a fault stay out", async () => {
    const { admin } = await addOrganization();
    await send(admin.ctx, "id,name\n1,Ada\n2,Bo");
    const text = "id,name,headline,shoe\n1,Ada,,38\n2,Bo,CTO,\n3,Cy,,\n,Nobody,,\n3,Twice,,\n4,Di,,40";
    const expected = {
      created: 2,
      changed: 1,
      unchanged: 1,
      faultyCount: 2,
      faultCount: 2,
      faults: [
        { line: 5, column: "id" },
        { line: 6, column: "external_id" },
      ],
      unknownKeys: [{ key: "shoe", count: 2 }],
    };
    expect(await send(admin.ctx, text, check)).toMatchObject(expected);
    expect((await listProfiles(admin.ctx)).total).toBe(2);
    expect(await send(admin.ctx, text)).toMatchObject(expected);
    expect((await listProfiles(admin.ctx)).rows.map(({ name }) => name)).toEqual(["Ada", "Bo", "Cy", "Di"]);
    expect(await readdir(join(env.OPPORTUNE_HOME, "quarantine"))).toEqual([]);
  });

  it("is refused without the right and without terms", async () => {
    const { orgId, admin } = await addOrganization();
    const nobody = { ...(await addMember({ orgId })).ctx, rights: new Set<never>() };
    await expect(send(nobody, "id,name\n1,Ada")).rejects.toMatchObject({ code: "forbidden" });
    for (const wrong of [
      { ...terms, purpose: " " },
      { ...terms, retainUntil: "soon" },
      { ...terms, mode: "x" },
    ]) {
      await expect(send(admin.ctx, "id,name\n1,Ada", wrong)).rejects.toThrow();
    }
    expect((await listProfiles(admin.ctx)).total).toBe(0);
  });

  it("of five thousand people as JSON comes in whole", async () => {
    const { admin } = await addOrganization();
    const people = Array.from({ length: 5_000 }, (_, index) => ({
      linkedin_id: `p${index}`,
      name: `Person ${index}`,
      about: "words ".repeat(100),
      experience: [
        { title: "Clerk", company: "Example", start_date: "2019-05", description: "x ".repeat(300) },
      ],
    }));
    expect(await send(admin.ctx, JSON.stringify(people))).toMatchObject({ created: 5_000, faultCount: 0 });
  });

  it("that comes as the sample has no fault, and one person who speaks to a model", async () => {
    const { admin } = await addOrganization();
    const body = Readable.toWeb(createReadStream(join("public", "demo-profiles.csv")));
    expect(await importProfileFile(admin.ctx, terms, body)).toMatchObject({
      created: 12,
      faultCount: 0,
      unknownKeys: [],
    });
    const { rows } = await listProfiles(admin.ctx);
    const flagged = [];
    for (const { id } of rows) {
      const { content, externalId } = await getProfile(admin.ctx, id);
      if (serializeProfile(content, { isBlind: true }).injections.length > 0) flagged.push(externalId);
    }
    expect(flagged).toEqual(["NW-1011"]);
  });
});
