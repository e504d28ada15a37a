"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import { addComment, removeComment } from "@/lib/roles/mutations/comment-role";
import { mergeRoles, separateRole } from "@/lib/roles/mutations/merge-roles";
import { splitRole } from "@/lib/roles/mutations/split-role";
import { undoShape } from "@/lib/roles/mutations/undo-shape";

export const splitRoleAction = action("splitRole", async (ctx, input) => {
  const shaped = await splitRole(ctx, input);
  refresh();
  return shaped;
});

export const mergeRolesAction = action("mergeRoles", async (ctx, input) => {
  const shaped = await mergeRoles(ctx, input);
  refresh();
  return shaped;
});

export const separateRoleAction = action("separateRole", async (ctx, input) => {
  const shaped = await separateRole(ctx, input);
  refresh();
  return shaped;
});

export const undoShapeAction = action("undoShape", async (ctx, input) => {
  const undone = await undoShape(ctx, input);
  refresh();
  return undone;
});

export const addCommentAction = action("addComment", async (ctx, input) => {
  const comment = await addComment(ctx, input);
  refresh();
  return comment;
});

export const removeCommentAction = action("removeComment", async (ctx, input) => {
  const comment = await removeComment(ctx, input);
  refresh();
  return comment;
});
