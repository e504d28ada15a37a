import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { asSystem } from "@/db/client";
import { makeMembership, makeOrg, makeSession, makeUser } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { mintOrgId } from "@/lib/auth/org-id";
import { rightsOf } from "@/lib/auth/rights";

export interface RosterScene {
  readonly ctx: Ctx;
  readonly userId: string;
  newSession(): Promise<string>;
}

/** An organization with somebody who may upload rosters. */
export async function makeRosterScene(): Promise<RosterScene> {
  const orgId = mintOrgId(randomUUID());
  const userId = await asSystem("bench: arrange", async (tx) => {
    await makeOrg(tx, { id: orgId });
    const user = await makeUser(tx);
    await makeMembership(tx, { orgId, userId: user.id, role: "admin" });
    return user.id;
  });
  return {
    ctx: {
      orgId,
      actor: { kind: "user", userId },
      rights: rightsOf("admin", false),
      requestId: randomUUID(),
    },
    userId,
    newSession: () =>
      asSystem("bench: arrange", async (tx) => (await makeSession(tx, { orgId, ownerId: userId })).id),
  };
}

/** Takes a file in as the upload route does. */
export async function upload({ ctx }: RosterScene, sessionId: string, path: string): Promise<string> {
  // Not before the folder for files stands in the environment.
  const { receiveUpload } = await import("@/lib/rosters/mutations/receive-upload");
  const fileName = path.slice(path.lastIndexOf("/") + 1);
  const { uploadId } = await receiveUpload(ctx, { sessionId, fileName, body: createReadStream(path) });
  return uploadId;
}
