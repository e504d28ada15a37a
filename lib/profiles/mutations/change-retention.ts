import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { profiles } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { invalid, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { ChangeRetention } from "../schema";

/**
 * Sets the last day (UTC) that a person's profile is kept.
 * @throws AppError `forbidden`, `not_found`, `invalid` (a day that is over)
 */
export async function changeRetention(ctx: Ctx, input: unknown): Promise<{ retainUntil: string }> {
  authorize(ctx, "profile:manage");
  const { profileId, retainUntil } = ChangeRetention.parse(input);
  if (retainUntil < new Date().toISOString().slice(0, 10)) {
    const sentence = "This day is over. Choose today or a later day, or erase the person.";
    throw invalid(sentence, { retainUntil: sentence });
  }
  return inOrg(ctx, async (tx) => {
    const [changed] = await tx
      .update(profiles)
      .set({ retainUntil })
      .where(and(eq(profiles.orgId, ctx.orgId), eq(profiles.id, profileId)))
      .returning({ retainUntil: profiles.retainUntil, days: sql<number>`retain_until - current_date` });
    if (!changed) throw notFound("profile");
    await recordChange(tx, ctx, {
      name: "profile.retention_changed",
      subjectKind: "profile",
      subjectId: profileId,
      data: { days: changed.days },
    });
    return { retainUntil: changed.retainUntil };
  });
}
