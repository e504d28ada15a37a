import type { MemberRole } from "@/db/enums";
import { AppError, conflict } from "@/lib/errors";

export interface MemberFacts {
  readonly userId: string;
  readonly role: MemberRole;
  readonly isOperator: boolean;
}

export interface Changer {
  readonly userId: string;
  readonly isOperator: boolean;
}

/**
 * Somebody must be left who can let people in, and an organization's admin has no say over those who look after
 * the installation.
 * @param enabledAdminIds all enabled admins, the target included when it is one
 * @throws AppError `conflict` or `forbidden`
 */
export function checkLosesAdmin(
  target: MemberFacts,
  changer: Changer,
  enabledAdminIds: readonly string[],
): void {
  if (target.isOperator && !changer.isOperator) {
    throw new AppError(
      "forbidden",
      "This person looks after the installation. Only another operator may do this.",
    );
  }
  if (target.role === "admin" && enabledAdminIds.every((id) => id === target.userId)) {
    throw conflict("This is the last admin. Make somebody else an admin first; nothing was changed.");
  }
}

/** @throws AppError `conflict` or `forbidden` */
export function checkDisables(
  target: MemberFacts,
  changer: Changer,
  enabledAdminIds: readonly string[],
): void {
  checkLosesAdmin(target, changer, enabledAdminIds);
  if (target.userId === changer.userId) {
    throw conflict("You cannot disable yourself. Ask another admin; nothing was changed.");
  }
}
