"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import { changeUploadMapping } from "@/lib/rosters/mutations/change-upload-mapping";
import { removeUpload } from "@/lib/rosters/mutations/remove-upload";
import { requestImport } from "@/lib/rosters/mutations/request-import";

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
