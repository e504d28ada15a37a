import { randomUUID } from "node:crypto";
import type { OrgId, Tx } from "@/db/client";
import type { MemberRole } from "@/db/enums";
import { roleSuggestions } from "@/db/schema";
import { makeMembership, makeRole, makeSegment, makeSession, makeUpload } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { rightsOf } from "@/lib/auth/rights";
import type { StoredCandidates } from "@/lib/roles/schema";

/** What a member with this role may do, as actions see it. */
export function memberCtx(orgId: OrgId, userId: string, role: MemberRole = "analyst"): Ctx {
  return { orgId, actor: { kind: "user", userId }, rights: rightsOf(role, false), requestId: randomUUID() };
}

export interface RoleToMake {
  readonly title: string;
  readonly headcount?: number;
  readonly department?: string | null;
  /** What the matcher said; undefined: nothing yet. */
  readonly suggestion?: {
    readonly codes: readonly string[];
    readonly confidence: number;
    readonly margin?: number;
    readonly isAccepted?: boolean;
  };
}

async function suggest(
  tx: Tx,
  orgId: OrgId,
  roleId: string,
  suggestion: NonNullable<RoleToMake["suggestion"]>,
) {
  const { codes, confidence, margin = 0.5, isAccepted = false } = suggestion;
  const candidates: StoredCandidates = codes.map((code, place) => ({
    code,
    score: confidence / (place + 1),
    words: ["clerk"],
  }));
  await tx.insert(roleSuggestions).values({
    orgId,
    roleId,
    release: "30.1",
    matcherVersion: "test",
    candidates,
    bestCode: codes[0] ?? null,
    confidence,
    margin,
    isAccepted,
  });
}

/** A session with one imported upload and these roles; its owner is an analyst. */
export async function makeRoster(tx: Tx, orgId: OrgId, rolesToMake: readonly RoleToMake[]) {
  const { userId } = await makeMembership(tx, { orgId });
  const session = await makeSession(tx, { orgId, ownerId: userId });
  const sessionId = session.id;
  const upload = await makeUpload(tx, { orgId, sessionId, uploadedBy: userId, importedAt: new Date() });
  const roleIds: string[] = [];
  for (const { title, headcount = 1, department = "Finance", suggestion } of rolesToMake) {
    const role = await makeRole(tx, { orgId, sessionId, title });
    await makeSegment(tx, { orgId, sessionId, uploadId: upload.id, roleId: role.id, headcount, department });
    if (suggestion) await suggest(tx, orgId, role.id, suggestion);
    roleIds.push(role.id);
  }
  const [firstRoleId = ""] = roleIds;
  return { session, sessionId, upload, roleIds, firstRoleId, ctx: memberCtx(orgId, userId) };
}
