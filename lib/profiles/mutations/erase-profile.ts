import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { profiles } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { ProfileInput } from "../schema";

/**
 * Deletes all that is kept about a person: profile, versions, links, and scorings with their texts and reviews. The
 * history keeps the id alone.
 * @throws AppError `forbidden`, `not_found`
 */
export async function eraseProfile(ctx: Ctx, input: unknown): Promise<{ profileId: string }> {
  authorize(ctx, "profile:erase");
  const { profileId } = ProfileInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const [erased] = await tx
      .delete(profiles)
      .where(and(eq(profiles.orgId, ctx.orgId), eq(profiles.id, profileId)))
      .returning({ profileId: profiles.id });
    if (!erased) throw notFound("profile");
    await recordChange(tx, ctx, { name: "profile.erased", subjectKind: "profile", subjectId: profileId });
    return erased;
  });
}
