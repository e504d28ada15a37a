"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import { startProbe } from "@/lib/scoring/mutations/start-probe";

export const startProbeAction = action("startProbe", async (ctx, input) => {
  const started = await startProbe(ctx, input);
  refresh();
  return started;
});
