import "server-only";
import { sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import { type AppError, conflict, invalid, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { isRefusal, type MergeRefusal, planMerges } from "@/lib/roles/merge-plan";
import { MergeRolesInput, SeparateRoleInput, type ShapedRoles } from "@/lib/roles/shape-schema";
import { openForEdit } from "@/lib/sessions/mutations";
import { routeSegments } from "./route-segments";
import {
  finishBatch,
  giveDecisions,
  openBatch,
  type RoleToShape,
  readRolesToShape,
  redirectRoles,
} from "./shape-batch";

function refusalError(refusal: MergeRefusal): AppError {
  switch (refusal.kind) {
    case "gone":
      return notFound("role");
    case "repeated":
      return invalid(`“${refusal.title}” is named twice. Merge it into one title only.`);
    case "merged":
      return conflict(
        `Somebody merged “${refusal.title}” meanwhile, so nothing was changed. Look at the list again, then merge.`,
      );
    case "undecided":
      return conflict(
        `“${refusal.title}” is not decided any more, so its decision cannot stay. Nothing was changed; look at it again.`,
      );
    case "disagreement":
      return conflict(
        `“${refusal.title}” and a title to merge with it are decided differently. Nothing was changed; choose which decision stays.`,
        "CONFIRMATION_NEEDED",
      );
  }
}

function before({ mergedIntoId, shapedBy, shapedAt }: RoleToShape) {
  return { mergedIntoId, shapedBy, shapedAt };
}

/**
 * Merges roles into others that are the same work under another spelling: their people move, and those of later
 * rosters go the same way. One batch, which `undoShape` takes back.
 * @throws AppError `not_found`, `forbidden`, `invalid`, `conflict` (merged meanwhile, or decided differently with
 * nobody saying which decision stays)
 */
export async function mergeRoles(ctx: Ctx, input: unknown): Promise<ShapedRoles> {
  const { sessionId, merges } = MergeRolesInput.parse(input);
  const named = sql.param(merges.flatMap(({ intoId, roleIds }) => [intoId, ...roleIds]));
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const present = await readRolesToShape(
      tx,
      ctx,
      sessionId,
      sql`(r.id = any(${named}::uuid[]) or r.merged_into_id = any(${named}::uuid[]))`,
    );
    const plan = planMerges(merges, present);
    if (isRefusal(plan)) throw refusalError(plan);
    const byId = new Map(present.map((role) => [role.id, role]));
    const moved = present.filter(({ id }) => plan.targets.has(id));
    const roleId = merges[0]?.intoId ?? "";
    const batchId = await openBatch(tx, ctx, sessionId, { by: "merge", roleId });
    await redirectRoles(tx, ctx, plan.targets);
    const given = [...plan.decisions].map(([id, decision]) => ({ roleId: id, decision }));
    await giveDecisions(tx, ctx, given, batchId);
    await finishBatch(tx, ctx, batchId, {
      by: "merge",
      roleId,
      roles: moved.map((role) => ({ id: role.id, before: before(role) })),
      decisions: given.map((each) => ({
        roleId: each.roleId,
        before: byId.get(each.roleId)?.decision ?? null,
      })),
    });
    const titleKeys = moved.map(({ titleKey }) => titleKey);
    const movedCount = await routeSegments(tx, ctx, { sessionId, titleKeys });
    await recordChange(tx, ctx, {
      name: "role.merged",
      subjectKind: "session",
      subjectId: sessionId,
      data: { batchId, count: moved.length },
    });
    return { batchId, roleIds: moved.map(({ id }) => id), movedCount };
  });
}

/**
 * Takes one role out of the one it was merged into, with the decision it had.
 * @throws AppError `not_found`, `forbidden`, `conflict` when it is a role of its own already
 */
export async function separateRole(ctx: Ctx, input: unknown): Promise<ShapedRoles> {
  const { sessionId, roleId } = SeparateRoleInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const [role] = await readRolesToShape(tx, ctx, sessionId, sql`r.id = ${roleId}`);
    if (!role) throw notFound("role");
    if (role.mergedIntoId === null) throw conflict("This title is a role of its own already.");
    const batchId = await openBatch(tx, ctx, sessionId, { by: "separate", roleId });
    await redirectRoles(tx, ctx, new Map([[roleId, null]]));
    await finishBatch(tx, ctx, batchId, {
      by: "separate",
      roleId,
      roles: [{ id: roleId, before: before(role) }],
      decisions: [],
    });
    const movedCount = await routeSegments(tx, ctx, { sessionId, titleKeys: [role.titleKey] });
    await recordChange(tx, ctx, {
      name: "role.separated",
      subjectKind: "role",
      subjectId: roleId,
      data: { batchId },
    });
    return { batchId, roleIds: [roleId], movedCount };
  });
}
