"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { findViewer, requestId } from "@/lib/auth/current";
import { keepSignIn } from "@/lib/auth/sign-in-cookie";
import { endSignIn, openSignIn } from "@/lib/auth/sign-ins";
import { publicAction } from "@/lib/http/action";
import { clientAddress } from "@/lib/http/client-address";
import { acceptInvitation } from "@/lib/orgs/mutations/accept-invitation";

export const acceptInvitationAction = publicAction("acceptInvitation", async (input): Promise<never> => {
  const viewer = await findViewer();
  const { orgId, person } = await acceptInvitation(input, {
    signedInUserId: viewer?.userId ?? null,
    address: clientAddress(await headers()),
    requestId: await requestId(),
  });
  // A new sign-in, which begins in the organization just joined, in place of the one at hand.
  if (viewer) await endSignIn(viewer.signInId);
  await keepSignIn(await openSignIn(person, orgId));
  redirect("/discovery");
});
