import type { ApiScope, MemberRole } from "@/db/enums";

/**
 * The one table of who may do what. Code asks for a right, never for a role's name.
 * `own` rights hold for the owner of a session, or for who asked for a job; the `any` twin lifts that.
 */
export const rights = [
  "session:read",
  "session:create",
  "session:edit-own",
  "session:edit-any",
  "session:publish-own",
  "session:publish-any",
  "session:delete-own",
  "session:delete-any",
  "session:hand-off-own",
  "session:hand-off-any",
  "ranking:read",
  "ranking:export",
  "reference:read",
  "reference:choose",
  "alias:manage",
  "job:read",
  "job:read-any",
  "job:control-own",
  "job:control-any",
  "job:settings",
  "profile:read",
  "profile:manage",
  "profile:erase",
  "scoring:read",
  "scoring:request",
  "scoring:review",
  "template:manage",
  "model:settings",
  "api-key:manage",
  "member:manage",
  "demo:remove",
  "installation:manage",
] as const;

export type Right = (typeof rights)[number];

const everybody: readonly Right[] = [
  "session:read",
  "ranking:read",
  "ranking:export",
  "reference:read",
  "job:read",
  "job:control-own",
  "profile:read",
  "scoring:read",
];

const rightsByRole: Readonly<Record<MemberRole, readonly Right[]>> = {
  analyst: [
    ...everybody,
    "session:create",
    "session:edit-own",
    "session:publish-own",
    "session:delete-own",
    "session:hand-off-own",
    "alias:manage",
    "profile:manage",
    "scoring:request",
  ],
  manager: [
    ...everybody,
    "session:publish-any",
    "session:hand-off-any",
    "profile:manage",
    "scoring:request",
    "scoring:review",
  ],
  admin: [
    ...everybody,
    "session:create",
    "session:edit-own",
    "session:edit-any",
    "session:publish-own",
    "session:publish-any",
    "session:delete-own",
    "session:delete-any",
    "session:hand-off-own",
    "session:hand-off-any",
    "reference:choose",
    "alias:manage",
    "job:read-any",
    "job:control-any",
    "job:settings",
    "profile:manage",
    "profile:erase",
    "scoring:request",
    "scoring:review",
    "template:manage",
    "model:settings",
    "api-key:manage",
    "member:manage",
    "demo:remove",
  ],
};

/** Operators look after the installation: they create organizations and import reference data. */
const operatorRights: readonly Right[] = ["installation:manage"];

export function rightsOf(role: MemberRole, isOperator: boolean): ReadonlySet<Right> {
  return new Set([...rightsByRole[role], ...(isOperator ? operatorRights : [])]);
}

/** What a scope lets an API key do, as far as its maker may; to write is to read as well. */
export const rightsByScope: Readonly<Record<ApiScope, readonly Right[]>> = {
  "profiles:read": ["profile:read"],
  "profiles:write": ["profile:read", "profile:manage"],
  "scoring:read": ["scoring:read", "job:read"],
  "scoring:write": ["scoring:read", "job:read", "scoring:request", "job:control-own"],
};
