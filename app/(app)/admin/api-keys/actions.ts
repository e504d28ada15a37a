"use server";

import { refresh } from "next/cache";
import { createApiKey } from "@/lib/api-keys/mutations/create-api-key";
import { revokeApiKey } from "@/lib/api-keys/mutations/revoke-api-key";
import { action } from "@/lib/http/action";

export const createApiKeyAction = action("createApiKey", async (ctx, input) => {
  const key = await createApiKey(ctx, input);
  refresh();
  return key;
});

export const revokeApiKeyAction = action("revokeApiKey", async (ctx, input) => {
  const key = await revokeApiKey(ctx, input);
  refresh();
  return key;
});
