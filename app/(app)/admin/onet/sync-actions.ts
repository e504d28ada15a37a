"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import { requestSync } from "@/lib/onet/mutations/request-sync";

export const requestSyncAction = action("requestSync", async (ctx, input) => {
  const opened = await requestSync(ctx, input);
  refresh();
  return opened;
});
