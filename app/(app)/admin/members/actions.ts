"use server";

import { refresh, revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { dropSignIn } from "@/lib/auth/sign-in-cookie";
import { action } from "@/lib/http/action";
import { changeMemberRole, disableMember, enableMember } from "@/lib/orgs/mutations/change-member";
import { createOrganization } from "@/lib/orgs/mutations/create-organization";
import { inviteMember, revokeInvitation } from "@/lib/orgs/mutations/invite-member";
import { removeDemo } from "@/lib/orgs/mutations/remove-demo";
import { requestPasswordReset } from "@/lib/orgs/mutations/reset-password";

export const inviteMemberAction = action("inviteMember", async (ctx, input) => {
  const link = await inviteMember(ctx, input);
  refresh();
  return link;
});

export const revokeInvitationAction = action("revokeInvitation", async (ctx, input) => {
  const invitation = await revokeInvitation(ctx, input);
  refresh();
  return invitation;
});

export const changeMemberRoleAction = action("changeMemberRole", async (ctx, input) => {
  const member = await changeMemberRole(ctx, input);
  refresh();
  return member;
});

export const disableMemberAction = action("disableMember", async (ctx, input) => {
  const member = await disableMember(ctx, input);
  refresh();
  return member;
});

export const enableMemberAction = action("enableMember", async (ctx, input) => {
  const member = await enableMember(ctx, input);
  refresh();
  return member;
});

export const requestPasswordResetAction = action("requestPasswordReset", requestPasswordReset);

export const createOrganizationAction = action("createOrganization", async (ctx, input) => {
  const organization = await createOrganization(ctx, input);
  // The switch between organizations stands in the frame around every page.
  revalidatePath("/", "layout");
  return organization;
});

export const removeDemoAction = action("removeDemo", async (ctx): Promise<never> => {
  await removeDemo(ctx);
  await dropSignIn();
  redirect("/sign-in?removed=1");
});
