import { randomUUID } from "node:crypto";
import type { JobKind } from "@/db/enums";
import { committed, committedWorld, type World } from "@/db/testing/db-test";
import { makeSession } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { rightsOf } from "@/lib/auth/rights";
import { requestJob } from "../mutations/request-job";

/** The admin of a test's organization, as actions see them. */
export function ctxOf(world: World): Ctx {
  return {
    orgId: world.orgId,
    actor: { kind: "user", userId: world.user.id },
    rights: rightsOf("admin", false),
    requestId: randomUUID(),
  };
}

export interface RequestedJob {
  readonly world: World;
  readonly ctx: Ctx;
  readonly jobId: string;
  readonly sessionId: string;
}

/** A committed job of a new session, asked for as the product does it. */
export async function requestedJob(kind: JobKind = "analysis.run", inWorld?: World): Promise<RequestedJob> {
  const world = inWorld ?? (await committedWorld());
  const ctx = ctxOf(world);
  return committed(async (tx) => {
    const { id: sessionId } = await makeSession(tx, { orgId: world.orgId, ownerId: world.user.id });
    const { jobId } = await requestJob(tx, ctx, { kind, sessionId, subjectId: sessionId });
    return { world, ctx, jobId, sessionId };
  });
}
