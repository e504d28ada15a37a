import "server-only";
import type { OrgId } from "@/db/client";
import { mintOrgId } from "@/lib/auth/org-id";
import { newToken } from "@/lib/auth/tokens";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

const aDayMs = 86_400_000;

/** How long each kind of link can be used. */
export const lifetimes = {
  invitation: 7 * aDayMs,
  passwordReset: aDayMs,
  firstAdmin: aDayMs,
} as const;

const pages = {
  invitation: "/invitation",
  passwordReset: "/reset-password",
  firstAdmin: "/welcome",
} as const;

export function linkUrl(kind: keyof typeof pages, token: string): string {
  return new URL(`${pages[kind]}/${token}`, env.NEXTAUTH_URL).href;
}

/** `<organization>.<secret>`: the row is looked for inside that tenant. The hash that is stored covers both halves. */
export function newTenantToken(orgId: OrgId): string {
  return `${orgId}.${newToken()}`;
}

const tenantToken = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}$/;

/** @returns the organization a token names; whether the token is any good, only that tenant's rows can tell */
export function organizationOf(token: string): OrgId | undefined {
  const id = tenantToken.exec(token)?.[1];
  return id === undefined ? undefined : mintOrgId(id);
}

/** One answer for a link that never was, has run out, was used, or was replaced. */
export function linkIsGone(): AppError {
  return new AppError(
    "not_found",
    "This link is not valid any more: it was used, replaced or has run out. Ask for a new one.",
  );
}
