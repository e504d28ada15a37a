import { randomUUID } from "node:crypto";
import { it } from "vitest";
import { asSystem, inOrg, type OrgId, type Tx } from "../client";
import type { memberships, organizations, users } from "../schema";
import { makeMembership, makeOrg, makeUser } from "./factories";

/** An organization with one member, as most tests need it. */
export interface World {
  readonly orgId: OrgId;
  readonly org: typeof organizations.$inferSelect;
  readonly user: typeof users.$inferSelect;
  readonly membership: typeof memberships.$inferSelect;
}

/** Only `lib/auth` mints organization ids in the product; tests have this one place. */
export function testOrgId(id: string): OrgId {
  return id as OrgId;
}

async function makeWorld(tx: Tx, id: string): Promise<World> {
  const org = await makeOrg(tx, { id });
  const user = await makeUser(tx);
  const membership = await makeMembership(tx, { orgId: org.id, userId: user.id, role: "admin" });
  return { orgId: testOrgId(org.id), org, user, membership };
}

class RolledBack extends Error {}

/**
 * A test in one transaction that is rolled back. Every `inOrg` of the code under test joins it; what goes through
 * another connection (`asSystem`, `identityDb`, a second process) does not see its rows: use `committedWorld` there.
 */
export function dbTest(name: string, body: (world: World & { readonly tx: Tx }) => Promise<void>): void {
  it(name, async () => {
    const orgId = testOrgId(randomUUID());
    try {
      await inOrg({ orgId }, async (tx) => {
        await body({ ...(await makeWorld(tx, orgId)), tx });
        throw new RolledBack();
      });
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error;
    }
  });
}

/** Rows that every connection sees, for tests of races, workers and sweeps. The file's database is thrown away. */
export function committed<T>(arrange: (tx: Tx) => Promise<T>): Promise<T> {
  return asSystem("test: arrange", arrange);
}

/** A committed organization with one admin. */
export function committedWorld(): Promise<World> {
  return committed((tx) => makeWorld(tx, randomUUID()));
}
