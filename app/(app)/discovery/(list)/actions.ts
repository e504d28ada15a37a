"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { action } from "@/lib/http/action";
import {
  archiveSession,
  createSession,
  deleteSession,
  renameSession,
  restoreSession,
  unarchiveSession,
} from "@/lib/sessions/mutations";

export const createSessionAction = action("createSession", async (ctx, input): Promise<never> => {
  const { id } = await createSession(ctx, input);
  redirect(`/discovery/${id}/upload`);
});

export const renameSessionAction = action("renameSession", async (ctx, input) => {
  const session = await renameSession(ctx, input);
  refresh();
  return session;
});

export const archiveSessionAction = action("archiveSession", async (ctx, input) => {
  const session = await archiveSession(ctx, input);
  refresh();
  return session;
});

export const unarchiveSessionAction = action("unarchiveSession", async (ctx, input) => {
  const session = await unarchiveSession(ctx, input);
  refresh();
  return session;
});

export const deleteSessionAction = action("deleteSession", async (ctx, input) => {
  const session = await deleteSession(ctx, input);
  refresh();
  return session;
});

export const restoreSessionAction = action("restoreSession", async (ctx, input) => {
  const session = await restoreSession(ctx, input);
  refresh();
  return session;
});
