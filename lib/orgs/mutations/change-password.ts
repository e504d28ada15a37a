import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { users } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { guardOwnPassword } from "@/lib/auth/guessing";
import { checkPasswordStrength, hashPassword, passwordMatches } from "@/lib/auth/passwords";
import { endSignInsOf, type Person } from "@/lib/auth/sign-ins";
import { conflict, invalid, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { ChangePasswordInput } from "../schema";
import { voidResetLinks } from "./reset-password";

/**
 * Changes one's own password, which the present one must prove, and ends every sign-in: the caller opens a new one
 * for the browser at hand.
 * @throws AppError `invalid`, `rate_limited`, `conflict`
 */
export async function changePassword(ctx: Ctx, input: unknown): Promise<Person> {
  const { currentPassword, password } = ChangePasswordInput.parse(input);
  const userId = actingUserId(ctx);
  const user = await getOwnAccount(ctx, userId);
  if (user.isDemo) throw conflict("The demo people keep the passwords that the sign-in page shows.");
  const release = await guardOwnPassword(userId);
  if (!(await passwordMatches(user.passwordHash, currentPassword))) {
    const sentence = "This is not your present password. Nothing was changed.";
    throw invalid(sentence, { currentPassword: sentence });
  }
  await release();
  if (password === currentPassword) {
    throw invalid("Choose another password than the present one.", {
      password: "Choose another password than the present one.",
    });
  }
  checkPasswordStrength(password, [user.name, user.email]);
  const passwordHash = await hashPassword(password);
  return inOrg(ctx, async (tx) => {
    const [changed] = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, userId), eq(users.passwordHash, user.passwordHash ?? "")))
      .returning({ id: users.id, name: users.name, email: users.email });
    if (!changed) throw conflict("Your password was changed elsewhere meanwhile. Nothing was changed here.");
    await voidResetLinks(tx, userId);
    await endSignInsOf(tx, userId, "password_changed");
    await recordChange(tx, ctx, { name: "password.changed", subjectKind: "user", subjectId: userId });
    return changed;
  });
}

async function getOwnAccount(ctx: Ctx, userId: string) {
  const [user] = await inOrg(ctx, (tx) =>
    tx
      .select({
        name: users.name,
        email: users.email,
        passwordHash: users.passwordHash,
        isDemo: users.isDemo,
      })
      .from(users)
      .where(eq(users.id, userId)),
  );
  if (!user) throw notFound("account");
  return user;
}

/** Ends every sign-in of the person who asks, the one at hand included. */
export async function signOutEverywhere(ctx: Ctx): Promise<void> {
  const userId = actingUserId(ctx);
  await inOrg(ctx, async (tx) => {
    await endSignInsOf(tx, userId, "sign_out");
    await recordChange(tx, ctx, { name: "sign_in.all_ended", subjectKind: "user", subjectId: userId });
  });
}
