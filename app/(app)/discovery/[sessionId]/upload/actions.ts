"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import { changeUploadMapping } from "@/lib/rosters/mutations/change-upload-mapping";
import { decideRows } from "@/lib/rosters/mutations/decide-rows";
import { removeUpload } from "@/lib/rosters/mutations/remove-upload";
import { requestImport } from "@/lib/rosters/mutations/request-import";
import { undoRowFix } from "@/lib/rosters/mutations/undo-row-fix";

export const changeUploadMappingAction = action("changeUploadMapping", async (ctx, input) => {
  const upload = await changeUploadMapping(ctx, input);
  refresh();
  return upload;
});

export const requestImportAction = action("requestImport", async (ctx, input) => {
  const job = await requestImport(ctx, input);
  refresh();
  return job;
});

export const removeUploadAction = action("removeUpload", async (ctx, input) => {
  const upload = await removeUpload(ctx, input);
  refresh();
  return upload;
});

export const decideRowsAction = action("decideRows", async (ctx, input) => {
  const fix = await decideRows(ctx, input);
  refresh();
  return fix;
});

export const undoRowFixAction = action("undoRowFix", async (ctx, input) => {
  const undone = await undoRowFix(ctx, input);
  refresh();
  return undone;
});
