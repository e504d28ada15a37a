import type { OrgId } from "@/db/client";
import type { MemberRole } from "@/db/enums";
import { AppError } from "@/lib/errors";
import type { Right } from "./rights";

/** Who acts. A job acts for the person who asked for it, an API key for the person who made it. */
export type Actor =
  | { readonly kind: "user"; readonly userId: string }
  | { readonly kind: "api_key"; readonly apiKeyId: string; readonly onBehalfOf: string }
  | { readonly kind: "system"; readonly onBehalfOf: string };

/** What every read and write of the domain takes first. */
export interface Ctx {
  readonly orgId: OrgId;
  readonly actor: Actor;
  readonly rights: ReadonlySet<Right>;
  readonly requestId: string;
}

/** The signed-in person as screens show them. */
export interface Viewer {
  readonly ctx: Ctx;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly isOperator: boolean;
  readonly organization: { readonly id: string; readonly name: string; readonly isDemo: boolean };
  readonly signInId: string;
}

export function may(ctx: Ctx, right: Right): boolean {
  return ctx.rights.has(right);
}

/** @throws AppError `forbidden` naming what is missing in words a person can pass on to an admin. */
export function authorize(ctx: Ctx, right: Right): void {
  if (may(ctx, right)) return;
  throw new AppError(
    "forbidden",
    `You do not have the right "${right}" in this organization. Ask an admin for it.`,
  );
}

/** The person behind the work, whoever carries it out. */
export function actingUserId(ctx: Ctx): string {
  return ctx.actor.kind === "user" ? ctx.actor.userId : ctx.actor.onBehalfOf;
}

/**
 * Rights that come in an `own` and an `any` form: the owner needs the first, everybody else the second.
 * @throws AppError `forbidden`
 */
export function authorizeOwned(ctx: Ctx, verb: "edit" | "publish" | "delete", ownerId: string): void {
  if (mayOwned(ctx, verb, ownerId)) return;
  throw new AppError(
    "forbidden",
    `Only the session's owner or an admin may ${verb} it. You can still read it.`,
  );
}

export function mayOwned(ctx: Ctx, verb: "edit" | "publish" | "delete", ownerId: string): boolean {
  if (may(ctx, `session:${verb}-any`)) return true;
  return actingUserId(ctx) === ownerId && may(ctx, `session:${verb}-own`);
}
