"use server";

import { refresh } from "next/cache";
import { checkRun } from "@/lib/analysis/check-run";
import { changeAnalysisSettings } from "@/lib/analysis/mutations/change-settings";
import { publishRun, unpublishRun } from "@/lib/analysis/mutations/publish-run";
import { requestAnalysis } from "@/lib/analysis/mutations/request-analysis";
import { action } from "@/lib/http/action";

export const requestAnalysisAction = action("requestAnalysis", async (ctx, input) => {
  const run = await requestAnalysis(ctx, input);
  refresh();
  return run;
});

export const changeAnalysisSettingsAction = action("changeAnalysisSettings", async (ctx, input) => {
  const session = await changeAnalysisSettings(ctx, input);
  refresh();
  return session;
});

export const publishRunAction = action("publishRun", async (ctx, input) => {
  const run = await publishRun(ctx, input);
  refresh();
  return run;
});

export const unpublishRunAction = action("unpublishRun", async (ctx, input) => {
  const run = await unpublishRun(ctx, input);
  refresh();
  return run;
});

export const checkRunAction = action("checkRun", checkRun);
