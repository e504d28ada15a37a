import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import type { MemberRole } from "@/db/enums";
import { functionRuns, outbox } from "@/db/schema";
import { refreshStatistics } from "@/db/statistics";
import { makeJob, makeMembership, makeSession, makeUser } from "@/db/testing/factories";
import { eventByKind } from "@/lib/jobs/events";
import { functionIdOf } from "@/lib/jobs/function-names";
import { organizationCalled } from "./organization-set-up";
import { arrangeRoles } from "./role-set-up";

/** Somebody else of the organization, who has no password. */
export async function makeColleague(
  organization: string,
  role: MemberRole,
  options: { isOperator?: boolean } = {},
): Promise<{ readonly email: string }> {
  const mark = randomBytes(4).toString("hex");
  const email = `bea-${mark}@harbour.example`;
  await asSystem("e2e: arrange", async (tx) => {
    const { orgId } = await organizationCalled(tx, organization);
    const operatorSinceAt = options.isOperator ? new Date() : null;
    const user = await makeUser(tx, { name: `Bea ${mark}`, email, operatorSinceAt });
    await makeMembership(tx, { orgId, userId: user.id, role });
  });
  return { email };
}

/** So many roles that finding their occupations takes a while. */
export async function arrangeManyRoles(sessionId: string, count: number): Promise<void> {
  await arrangeRoles(sessionId, [{ title: "Registered Nurse", headcount: 3 }]);
  // Only roles with people are mapped; these came with the same upload.
  await asSystem("e2e: arrange", (tx) =>
    tx.execute(sql`
      with many as (
        insert into roles (org_id, session_id, title, title_key)
        select org_id, id, 'Keeper of hall ' || n, 'keeper of hall ' || n
          from discovery_sessions, generate_series(1, ${count}) n where id = ${sessionId}
        returning org_id, session_id, id, title_key)
      insert into workforce_segments (org_id, session_id, upload_id, role_id, title_key, headcount)
      select many.org_id, many.session_id, u.id, many.id, many.title_key, 1
        from many join uploads u on u.org_id = many.org_id and u.session_id = many.session_id`),
  );
  await refreshStatistics(["roles", "workforce_segments"], count);
}

/** Mappings that have failed, as a worker leaves them; those of archived sessions cannot be started again. */
export async function arrangeFailedMappings(
  organization: string,
  of: { readonly active: number; readonly archived: number },
): Promise<void> {
  await asSystem("e2e: arrange", async (tx) => {
    const { orgId, adminId } = await organizationCalled(tx, organization);
    for (let at = 0; at < of.active + of.archived; at += 1) {
      const archivedAt = at < of.active ? null : new Date();
      const session = await makeSession(tx, {
        orgId,
        ownerId: adminId,
        archivedAt,
        name: `Failed ${at + 1}`,
      });
      const failedAt = new Date();
      const job = await makeJob(tx, { orgId, sessionId: session.id, requestedBy: adminId, failedAt });
      await tx.insert(functionRuns).values({
        orgId,
        functionId: functionIdOf("map-roles"),
        eventId: randomUUID(),
        event: {},
        jobId: job.id,
        requestedBy: adminId,
        startedAt: failedAt,
        failedAt,
        failedTries: 4,
        error: { name: "Error", message: "The disk was full." },
      });
    }
  });
}

/** A mapping whose event was given up, so that it waits for ever. */
export async function arrangeParkedEvent(organization: string): Promise<void> {
  await asSystem("e2e: arrange", async (tx) => {
    const { orgId, adminId } = await organizationCalled(tx, organization);
    const session = await makeSession(tx, { orgId, ownerId: adminId, name: "Held up" });
    const job = await makeJob(tx, { orgId, sessionId: session.id, requestedBy: adminId });
    await tx.insert(outbox).values({
      orgId,
      name: eventByKind["roles.map"],
      data: { orgId, jobId: job.id },
      attempt: 10,
      parkedAt: new Date(),
      lastError: "The server that takes the events did not answer.",
    });
  });
}
