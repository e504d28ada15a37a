"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import {
  createTemplate,
  discardDraft,
  renameTemplate,
  saveDraft,
} from "@/lib/scoring/mutations/draft-template";
import {
  archiveTemplate,
  makeDefaultTemplate,
  publishTemplate,
  restoreTemplateVersion,
  unarchiveTemplate,
} from "@/lib/scoring/mutations/publish-template";
import { requestScoring } from "@/lib/scoring/mutations/request-scoring";

export const createTemplateAction = action("createTemplate", createTemplate);

// Nothing is read again: the editor holds what it sent, and refreshing would run against the typing.
export const saveTemplateDraftAction = action("saveTemplateDraft", saveDraft);

export const renameTemplateAction = action("renameTemplate", async (ctx, input) => {
  const renamed = await renameTemplate(ctx, input);
  refresh();
  return renamed;
});

export const discardTemplateDraftAction = action("discardTemplateDraft", async (ctx, input) => {
  const discarded = await discardDraft(ctx, input);
  refresh();
  return discarded;
});

export const publishTemplateAction = action("publishTemplate", async (ctx, input) => {
  const published = await publishTemplate(ctx, input);
  refresh();
  return published;
});

export const restoreTemplateVersionAction = action("restoreTemplateVersion", async (ctx, input) => {
  const published = await restoreTemplateVersion(ctx, input);
  refresh();
  return published;
});

export const makeDefaultTemplateAction = action("makeDefaultTemplate", async (ctx, input) => {
  const made = await makeDefaultTemplate(ctx, input);
  refresh();
  return made;
});

export const archiveTemplateAction = action("archiveTemplate", async (ctx, input) => {
  const archived = await archiveTemplate(ctx, input);
  refresh();
  return archived;
});

export const unarchiveTemplateAction = action("unarchiveTemplate", async (ctx, input) => {
  const back = await unarchiveTemplate(ctx, input);
  refresh();
  return back;
});

/** Scores one profile with a draft; the page is led to the job. */
export const tryTemplateAction = action("tryTemplate", requestScoring);
