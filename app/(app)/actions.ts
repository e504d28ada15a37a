"use server";

import { refresh, revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { findViewer } from "@/lib/auth/current";
import { dropSignIn } from "@/lib/auth/sign-in-cookie";
import { endSignIn, switchOrganization } from "@/lib/auth/sign-ins";
import { requestExport } from "@/lib/exports/mutations/request-export";
import { action } from "@/lib/http/action";

const endCurrent = action("signOut", async () => {
  const viewer = await findViewer();
  if (viewer) await endSignIn(viewer.signInId);
  await dropSignIn();
  redirect("/sign-in");
});

export async function signOutAction(form: FormData): Promise<void> {
  await endCurrent(form);
}

export const switchOrganizationAction = action("switchOrganization", async (_ctx, input) => {
  const viewer = await findViewer();
  if (viewer) await switchOrganization(viewer.userId, viewer.signInId, input);
  // Nothing of the former organization may stay on the screen, the frame around the pages included.
  revalidatePath("/", "layout");
  redirect("/discovery");
});

/** Asked for on more than one screen. */
export const requestExportAction = action("requestExport", async (ctx, input) => {
  const asked = await requestExport(ctx, input);
  refresh();
  return asked;
});
