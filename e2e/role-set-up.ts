import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { makeRole, makeSegment, makeUpload } from "@/db/testing/factories";

export interface RosterRole {
  readonly title: string;
  readonly headcount: number;
  readonly department?: string;
}

/** The roles that an imported roster would leave in the session, without suggestions. */
export async function arrangeRoles(sessionId: string, roles: readonly RosterRole[]): Promise<void> {
  await asSystem("e2e: arrange", async (tx) => {
    const [session] = await tx.execute<{ orgId: string; ownerId: string }>(
      sql`select org_id as "orgId", owner_id as "ownerId" from discovery_sessions where id = ${sessionId}`,
    );
    if (!session) throw new Error("There is no such session.");
    const { orgId, ownerId } = session;
    const upload = await makeUpload(tx, {
      orgId,
      sessionId,
      uploadedBy: ownerId,
      importedAt: new Date(),
      quarantineKey: null,
    });
    for (const { title, headcount, department = null } of roles) {
      const role = await makeRole(tx, { orgId, sessionId, title });
      await makeSegment(tx, {
        orgId,
        sessionId,
        uploadId: upload.id,
        roleId: role.id,
        department,
        headcount,
      });
    }
  });
}

/** The session's organization lets a model be asked about titles. */
export async function switchModelMappingOn(sessionId: string): Promise<void> {
  await asSystem("e2e: arrange", (tx) =>
    tx.execute(sql`
      insert into model_settings (org_id, mapping_on_since)
      select org_id, now() from discovery_sessions where id = ${sessionId}`),
  );
}
