import "server-only";
import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/errors";
import type { Viewer } from "./context";
import { findMembership } from "./memberships";
import { rightsOf } from "./rights";
import { signInCookie, unsealSignIn } from "./sealed-sign-in";
import { findLiveSignIn } from "./sign-ins";

/** The id the proxy gave this request; it stands in the logs, in errors and in the history. */
export async function requestId(): Promise<string> {
  return (await headers()).get("x-request-id") ?? randomUUID();
}

async function readViewer(isAttended: boolean): Promise<Viewer | undefined> {
  const signInId = await unsealSignIn((await cookies()).get(signInCookie.name)?.value);
  const signIn = signInId ? await findLiveSignIn(signInId, { isAttended }) : undefined;
  if (!signIn) return undefined;
  const membership = await findMembership(signIn.userId, signIn.currentOrgId);
  if (!membership) return undefined;
  const isOperator = signIn.operatorSinceAt !== null;
  return {
    ctx: {
      orgId: membership.orgId,
      actor: { kind: "user", userId: signIn.userId },
      rights: rightsOf(membership.role, isOperator),
      requestId: await requestId(),
    },
    userId: signIn.userId,
    name: signIn.name,
    email: signIn.email,
    role: membership.role,
    isOperator,
    organization: { id: membership.orgId, name: membership.orgName, isDemo: membership.isDemo },
    signInId: signIn.id,
  };
}

/**
 * The person behind this request, read from the database each time: a sign-in that was ended, a member who was
 * disabled or whose role changed is turned away at once.
 */
export const findViewer = cache((): Promise<Viewer | undefined> => readViewer(true));

/** For pages: sends the signed-out to the sign-in page. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await findViewer();
  if (!viewer) redirect("/sign-in");
  return viewer;
}

/**
 * For actions and routes.
 * @param options.isAttended false where no person stands behind the request, only a page that is open
 * @throws AppError `unauthorized`
 */
export async function currentViewer({ isAttended = true } = {}): Promise<Viewer> {
  const viewer = await (isAttended ? findViewer() : readViewer(false));
  if (!viewer)
    throw new AppError("unauthorized", "You are signed out. Sign in again; what you saved is kept.");
  return viewer;
}
