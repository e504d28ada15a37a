import { z } from "zod";
import { type MemberRole, memberRoles } from "@/db/enums";
import { Email } from "@/lib/auth/email";

/** A line of text that names something: one Unicode form, no control characters. */
const nameOf = (what: string) =>
  z
    .string()
    .transform((text) => text.normalize("NFC").trim())
    .pipe(
      z
        .string()
        .min(1, `Write ${what}.`)
        .max(120, "Use at most 120 characters.")
        .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "Use one line of plain text."),
    );

const PersonName = nameOf("a name");
const OrganizationName = nameOf("the organization's name");
/** What an admin can choose from. */
export const assignableRoles: readonly MemberRole[] = memberRoles;
const Role = z.enum(memberRoles, { error: "Choose analyst, manager or admin." });
/** How strong it must be is checked by lib/auth, which knows the words to refuse. */
const Password = z
  .string({ error: "Write a password." })
  .min(1, "Write a password.")
  .max(1024, "Use at most 128 characters.");
const Token = z.string().min(1).max(200);

export const CreateFirstAdminInput = z.strictObject({
  token: Token,
  name: PersonName,
  email: Email,
  password: Password,
  organizationName: OrganizationName,
});
export const CreateOrganizationInput = z.strictObject({ name: OrganizationName });

export const InviteMemberInput = z.strictObject({ email: Email, role: Role });
export const InvitationInput = z.strictObject({ invitationId: z.uuid() });
/** Name and password are for people who have no account yet; those who have prove it by password or by sign-in. */
export const AcceptInvitationInput = z.strictObject({
  token: Token,
  name: PersonName.optional(),
  password: Password.optional(),
});

export const MemberInput = z.strictObject({ userId: z.uuid() });
/** `from` is the role the admin saw, so that two admins cannot undo each other unknowingly. */
export const ChangeMemberRoleInput = z.strictObject({ userId: z.uuid(), from: Role, role: Role });

export const ResetPasswordInput = z.strictObject({ token: Token, password: Password });
export const ChangePasswordInput = z.strictObject({ currentPassword: Password, password: Password });

export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly joinedAt: Date;
  readonly disabledAt: Date | null;
  readonly isOperator: boolean;
}

export interface OpenInvitation {
  readonly id: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly expiresAt: Date;
  readonly isExpired: boolean;
}

/** What the holder of an invitation's link may see. */
export interface InvitationOffer {
  readonly organizationName: string;
  readonly email: string;
  readonly role: MemberRole;
  /** The address has an account here already, so its password or sign-in proves the person. */
  readonly hasAccount: boolean;
}

/** Shown once, to be handed on; only its hash is stored. */
export interface OneTimeLink {
  readonly url: string;
  readonly email: string;
  readonly expiresAt: Date;
}
