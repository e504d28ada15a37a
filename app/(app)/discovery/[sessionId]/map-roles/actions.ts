"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import { changeMatchPolicy } from "@/lib/roles/mutations/change-match-policy";
import { checkMapping } from "@/lib/roles/mutations/check-mapping";
import { confirmRoles } from "@/lib/roles/mutations/confirm-roles";
import { decideRole, reopenRole } from "@/lib/roles/mutations/decide-role";
import { drawAudit } from "@/lib/roles/mutations/draw-audit";
import { requestMapping } from "@/lib/roles/mutations/request-mapping";
import { undoRoleBatch } from "@/lib/roles/mutations/undo-role-batch";

export const requestMappingAction = action("requestMapping", async (ctx, input) => {
  const job = await requestMapping(ctx, input);
  refresh();
  return job;
});

export const decideRoleAction = action("decideRole", async (ctx, input) => {
  const decided = await decideRole(ctx, input);
  refresh();
  return decided;
});

export const reopenRoleAction = action("reopenRole", async (ctx, input) => {
  const reopened = await reopenRole(ctx, input);
  refresh();
  return reopened;
});

export const confirmRolesAction = action("confirmRoles", async (ctx, input) => {
  const confirmed = await confirmRoles(ctx, input);
  refresh();
  return confirmed;
});

export const undoRoleBatchAction = action("undoRoleBatch", async (ctx, input) => {
  const undone = await undoRoleBatch(ctx, input);
  refresh();
  return undone;
});

export const changeMatchPolicyAction = action("changeMatchPolicy", async (ctx, input) => {
  const changed = await changeMatchPolicy(ctx, input);
  refresh();
  return changed;
});

export const drawAuditAction = action("drawAudit", async (ctx, input) => {
  const drawn = await drawAudit(ctx, input);
  refresh();
  return drawn;
});

export const checkMappingAction = action("checkMapping", async (ctx, input) => {
  const checked = await checkMapping(ctx, input);
  refresh();
  return checked;
});
