"use server";

import { refresh } from "next/cache";
import {
  chooseCandidates,
  dismissCandidate,
  editCandidate,
  makeCandidate,
  restoreCandidate,
} from "@/lib/candidates/mutations";
import { moveCandidates, releaseCandidates } from "@/lib/candidates/mutations/move-candidates";
import { planCandidates } from "@/lib/candidates/mutations/refresh-candidates";
import { action } from "@/lib/http/action";

export const planCandidatesAction = action("planCandidates", async (ctx, input) => {
  const planned = await planCandidates(ctx, input);
  refresh();
  return planned;
});

export const makeCandidateAction = action("makeCandidate", async (ctx, input) => {
  const made = await makeCandidate(ctx, input);
  refresh();
  return made;
});

export const moveCandidatesAction = action("moveCandidates", async (ctx, input) => {
  const moved = await moveCandidates(ctx, input);
  refresh();
  return moved;
});

export const releaseCandidatesAction = action("releaseCandidates", async (ctx, input) => {
  const released = await releaseCandidates(ctx, input);
  refresh();
  return released;
});

export const editCandidateAction = action("editCandidate", async (ctx, input) => {
  const edited = await editCandidate(ctx, input);
  refresh();
  return edited;
});

export const chooseCandidatesAction = action("chooseCandidates", async (ctx, input) => {
  const chosen = await chooseCandidates(ctx, input);
  refresh();
  return chosen;
});

export const dismissCandidateAction = action("dismissCandidate", async (ctx, input) => {
  const dismissed = await dismissCandidate(ctx, input);
  refresh();
  return dismissed;
});

export const restoreCandidateAction = action("restoreCandidate", async (ctx, input) => {
  const restored = await restoreCandidate(ctx, input);
  refresh();
  return restored;
});
