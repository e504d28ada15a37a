import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { signIns } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeMembership, makeOrg, makeSignIn, makeUser } from "@/db/testing/factories";
import { hashPassword } from "./passwords";
import {
  absoluteHours,
  endSignIn,
  findLiveOrganizations,
  findLiveSignIn,
  idleMinutes,
  openSignIn,
  signInWithPassword,
  switchOrganization,
} from "./sign-ins";

const password = "seven grey herons wade";
const passwordHash = await hashPassword(password);

async function makePerson() {
  const { orgId } = await committedWorld();
  const user = await committed(async (tx) => {
    const made = await makeUser(tx, { passwordHash });
    await makeMembership(tx, { orgId, userId: made.id });
    return made;
  });
  return { ...user, orgId };
}

/** Moves a sign-in's times into the past. */
function age(id: string, column: "created_at" | "last_seen_at", minutes: number) {
  const past = sql`now() - make_interval(mins => ${minutes})`;
  const values = column === "created_at" ? { createdAt: past } : { lastSeenAt: past };
  return committed((tx) => tx.update(signIns).set(values).where(eq(signIns.id, id)));
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("signInWithPassword", () => {
  it("opens a new sign-in each time, however the address is written", async () => {
    const person = await makePerson();
    const first = await signInWithPassword(person.email, password, "10.0.0.1");
    const second = await signInWithPassword(`  ${person.email.toUpperCase()} `, password, "10.0.0.1");
    expect(first.id).not.toBe(second.id);
    expect(await findLiveSignIn(second.id)).toMatchObject({ userId: person.id, currentOrgId: person.orgId });
  });

  it("answers the same for an unknown address, a wrong password and somebody without an organization", async () => {
    const person = await makePerson();
    const homeless = await committed((tx) => makeUser(tx, { passwordHash }));
    const faults = await Promise.all([
      failure(signInWithPassword("nobody@example.org", password, "10.0.0.2")),
      failure(signInWithPassword("no address", password, "10.0.0.2")),
      failure(signInWithPassword(person.email, `${password}!`, "10.0.0.2")),
      failure(signInWithPassword(homeless.email, password, "10.0.0.2")),
    ]);
    expect(new Set(faults.map((fault) => (fault instanceof Error ? fault.message : ""))).size).toBe(1);
    for (const fault of faults) expect(fault).toMatchObject({ code: "unauthorized" });
  });

  it("stops a guesser after ten tries from one address, and lets the owner in from another", async () => {
    const person = await makePerson();
    for (let round = 0; round < 10; round += 1) {
      expect(await failure(signInWithPassword(person.email, "wrong", "10.0.0.3"))).toMatchObject({
        code: "unauthorized",
      });
    }
    const stopped = await failure(signInWithPassword(person.email, password, "10.0.0.3"));
    expect(stopped).toMatchObject({ code: "rate_limited", retryAfterSeconds: expect.any(Number) });
    expect(await signInWithPassword(person.email, password, "10.0.0.4")).toMatchObject({ userId: person.id });
  });

  it("forgets the slips of an owner who got in", async () => {
    const person = await makePerson();
    for (let round = 0; round < 3; round += 1) {
      for (let slip = 0; slip < 6; slip += 1) {
        await failure(signInWithPassword(person.email, "wrong", "10.0.0.5"));
      }
      expect(await signInWithPassword(person.email, password, "10.0.0.5")).toBeDefined();
    }
  });

  it("stops an address that tries a hundred accounts", async () => {
    const tries = Array.from({ length: 100 }, (_, index) => `guess-${index}@example.org`);
    await Promise.all(tries.map((email) => failure(signInWithPassword(email, "wrong", "10.0.0.6"))));
    expect(await failure(signInWithPassword("one-more@example.org", "wrong", "10.0.0.6"))).toMatchObject({
      code: "rate_limited",
    });
  });
});

describe("a sign-in", () => {
  it("ends when idle, when old, and at once on sign-out", async () => {
    const person = await makePerson();
    const open = async () => (await openSignIn(person)).id;
    const [idle, busy, old, young, out] = await Promise.all([open(), open(), open(), open(), open()]);
    await age(idle, "last_seen_at", idleMinutes + 1);
    await age(busy, "last_seen_at", idleMinutes - 1);
    await age(old, "created_at", absoluteHours * 60 + 1);
    await age(young, "created_at", absoluteHours * 60 - 1);
    await endSignIn(out);
    expect(await findLiveSignIn(idle)).toBeUndefined();
    expect(await findLiveSignIn(busy)).toBeDefined();
    expect(await findLiveSignIn(old)).toBeUndefined();
    expect(await findLiveSignIn(young)).toBeDefined();
    expect(await findLiveSignIn(out)).toBeUndefined();
  });

  it("is kept alive by requests", async () => {
    const person = await makePerson();
    const { id } = await openSignIn(person);
    await age(id, "last_seen_at", 5);
    await findLiveSignIn(id);
    const [row] = await committed((tx) => tx.select().from(signIns).where(eq(signIns.id, id)));
    expect(Date.now() - (row?.lastSeenAt.getTime() ?? 0)).toBeLessThan(60_000);
  });

  it("is not kept alive by what an open page asks by itself", async () => {
    const person = await makePerson();
    const { id } = await openSignIn(person);
    await age(id, "last_seen_at", 5);
    await findLiveSignIn(id, { isAttended: false });
    await findLiveOrganizations([id]);
    const [row] = await committed((tx) => tx.select().from(signIns).where(eq(signIns.id, id)));
    expect(Date.now() - (row?.lastSeenAt.getTime() ?? 0)).toBeGreaterThan(4 * 60_000);
  });

  it("is looked up together with others, by the organization it acts in", async () => {
    const person = await makePerson();
    const open = async () => (await openSignIn(person)).id;
    const [live, idle, out] = await Promise.all([open(), open(), open()]);
    await age(idle, "last_seen_at", idleMinutes + 1);
    await endSignIn(out);
    expect(await findLiveOrganizations([live, idle, out])).toEqual(new Map([[live, person.orgId]]));
  });

  it("moves only to organizations the person may enter", async () => {
    const person = await makePerson();
    const { id } = await openSignIn(person);
    const [second, foreign, closed] = await committed((tx) =>
      Promise.all([makeOrg(tx), makeOrg(tx), makeOrg(tx)]),
    );
    await committed((tx) => makeMembership(tx, { orgId: second?.id ?? "", userId: person.id }));
    await committed((tx) =>
      makeMembership(tx, { orgId: closed?.id ?? "", userId: person.id, disabledAt: new Date() }),
    );
    for (const org of [foreign, closed]) {
      await expect(switchOrganization(person.id, id, { organizationId: org?.id })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await switchOrganization(person.id, id, { organizationId: second?.id });
    expect(await findLiveSignIn(id)).toMatchObject({ currentOrgId: second?.id });
  });

  it("is unknown under any other id", async () => {
    const person = await makePerson();
    await committed((tx) => makeSignIn(tx, { userId: person.id }));
    expect(await findLiveSignIn("01890000-0000-7000-8000-000000000000")).toBeUndefined();
  });
});
