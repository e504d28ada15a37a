"use server";

import { revalidatePath } from "next/cache";
import { action } from "@/lib/http/action";
import { takeReleaseIntoUse } from "@/lib/onet/mutations/take-release";

export const takeReleaseIntoUseAction = action("takeReleaseIntoUse", async (ctx, input) => {
  const taken = await takeReleaseIntoUse(ctx, input);
  // The release in use is credited in the frame around every page.
  revalidatePath("/", "layout");
  return taken;
});
