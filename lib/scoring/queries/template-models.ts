import "server-only";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getModelSettings } from "@/lib/llm/queries/model-settings";

/** What a template may name. */
export async function listModelNames(ctx: Ctx): Promise<string[]> {
  authorize(ctx, "template:manage");
  const { models } = await inOrg(ctx, (tx) => getModelSettings(tx, ctx));
  return models.map(({ name }) => name);
}
