import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import {
  analysisRuns,
  candidates,
  discoverySessions,
  jobs,
  memberships,
  organizations,
  roleDecisions,
  roles,
  signIns,
  uploads,
  users,
  workforceSegments,
} from "../schema";

// Each factory takes the transaction and overrides, makes the parents that were not given, and returns the row.
// Tenant rows always name their organization.

type Tenant<Insert extends { orgId: string }> = Partial<Insert> & Pick<Insert, "orgId">;

const unique = () => randomBytes(5).toString("hex");
const aDay = 86_400_000;

/** An insert with `returning` that gave no row would be a fault of the test's set-up. */
function only<Row>([row]: readonly Row[]): Row {
  if (!row) throw new Error("The insert returned no row.");
  return row;
}

export async function makeOrg(tx: Tx, values: Partial<typeof organizations.$inferInsert> = {}) {
  return only(
    await tx
      .insert(organizations)
      .values({ name: `Organization ${unique()}`, ...values })
      .returning(),
  );
}

export async function makeUser(tx: Tx, values: Partial<typeof users.$inferInsert> = {}) {
  const name = `person-${unique()}`;
  return only(
    await tx
      .insert(users)
      .values({ name, email: `${name}@example.org`, ...values })
      .returning(),
  );
}

export async function makeMembership(tx: Tx, values: Tenant<typeof memberships.$inferInsert>) {
  const userId = values.userId ?? (await makeUser(tx)).id;
  return only(
    await tx
      .insert(memberships)
      .values({ role: "analyst", ...values, userId })
      .returning(),
  );
}

export async function makeSignIn(tx: Tx, values: Partial<typeof signIns.$inferInsert> = {}) {
  const userId = values.userId ?? (await makeUser(tx)).id;
  return only(
    await tx
      .insert(signIns)
      .values({ ...values, userId })
      .returning(),
  );
}

/** A discovery session. */
export async function makeSession(tx: Tx, values: Tenant<typeof discoverySessions.$inferInsert>) {
  const ownerId = values.ownerId ?? (await makeMembership(tx, { orgId: values.orgId })).userId;
  return only(
    await tx
      .insert(discoverySessions)
      .values({ name: `Session ${unique()}`, ...values, ownerId })
      .returning(),
  );
}

/** The session a row hangs on, made when it was not given. */
async function sessionOf(tx: Tx, values: { orgId: string; sessionId?: string | undefined }): Promise<string> {
  return values.sessionId ?? (await makeSession(tx, { orgId: values.orgId })).id;
}

export async function makeUpload(tx: Tx, values: Tenant<typeof uploads.$inferInsert>) {
  const sessionId = await sessionOf(tx, values);
  const uploadedBy = values.uploadedBy ?? (await makeUser(tx)).id;
  return only(
    await tx
      .insert(uploads)
      .values({
        fileName: "roster.csv",
        byteSize: 100,
        sha256: randomBytes(32).toString("hex"),
        mapping: {},
        quarantineUntil: new Date(Date.now() + 7 * aDay),
        ...values,
        sessionId,
        uploadedBy,
      })
      .returning(),
  );
}

export async function makeRole(tx: Tx, values: Tenant<typeof roles.$inferInsert>) {
  const sessionId = await sessionOf(tx, values);
  const title = values.title ?? `Role ${unique()}`;
  return only(
    await tx
      .insert(roles)
      .values({ titleKey: title.toLowerCase(), ...values, title, sessionId })
      .returning(),
  );
}

export async function makeSegment(tx: Tx, values: Tenant<typeof workforceSegments.$inferInsert>) {
  const sessionId = await sessionOf(tx, values);
  const { orgId } = values;
  const uploadId = values.uploadId ?? (await makeUpload(tx, { orgId, sessionId })).id;
  const roleId = values.roleId ?? (await makeRole(tx, { orgId, sessionId })).id;
  const titleKey = sql<string>`(select title_key from roles where org_id = ${orgId} and id = ${roleId})`;
  return only(
    await tx
      .insert(workforceSegments)
      .values({ headcount: 1, titleKey, ...values, sessionId, uploadId, roleId })
      .returning(),
  );
}

/** A role that somebody has. */
export async function makeStaffedRole(tx: Tx, values: Tenant<typeof roles.$inferInsert>) {
  const role = await makeRole(tx, values);
  await makeSegment(tx, { orgId: role.orgId, sessionId: role.sessionId, roleId: role.id });
  return role;
}

export async function makeRoleDecision(tx: Tx, values: Tenant<typeof roleDecisions.$inferInsert>) {
  const roleId = values.roleId ?? (await makeRole(tx, { orgId: values.orgId })).id;
  const decidedBy = values.decidedBy ?? (await makeUser(tx)).id;
  return only(
    await tx
      .insert(roleDecisions)
      .values({ onetCode: "15-1252.00", release: "30.1", origin: "user", ...values, roleId, decidedBy })
      .returning(),
  );
}

/** An analysis run; its results are for the test to write. */
export async function makeRun(tx: Tx, values: Tenant<typeof analysisRuns.$inferInsert>) {
  const sessionId = await sessionOf(tx, values);
  const requestedBy = values.requestedBy ?? (await makeUser(tx)).id;
  return only(
    await tx
      .insert(analysisRuns)
      .values({
        number: 1,
        settings: {},
        release: "30.1",
        exposureSource: "eloundou-gpt4-beta",
        exposureVersion: "1",
        formulaVersion: "1",
        ...values,
        sessionId,
        requestedBy,
      })
      .returning(),
  );
}

export async function makeCandidate(tx: Tx, values: Tenant<typeof candidates.$inferInsert>) {
  const sessionId = await sessionOf(tx, values);
  const { orgId } = values;
  const roleId = values.roleId ?? (await makeRole(tx, { orgId, sessionId })).id;
  const runId = values.runId ?? (await makeRun(tx, { orgId, sessionId })).id;
  return only(
    await tx
      .insert(candidates)
      .values({
        name: `Candidate ${unique()}`,
        nameOrigin: "rule",
        description: "",
        descriptionOrigin: "rule",
        tier: "now",
        tierOrigin: "rule",
        position: 1,
        origin: "rule",
        ...values,
        sessionId,
        roleId,
        runId,
      })
      .returning(),
  );
}

export async function makeJob(tx: Tx, values: Tenant<typeof jobs.$inferInsert>) {
  const { orgId } = values;
  const sessionId = await sessionOf(tx, { orgId, sessionId: values.sessionId ?? undefined });
  const requestedBy = values.requestedBy ?? (await makeUser(tx)).id;
  return only(
    await tx
      .insert(jobs)
      .values({
        kind: "roles.map",
        requestId: randomUUID(),
        subjectId: sessionId,
        ...values,
        sessionId,
        requestedBy,
      })
      .returning(),
  );
}
