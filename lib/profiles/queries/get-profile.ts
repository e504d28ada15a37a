import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { profiles, profileVersions, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import type { Profile, ProfileVersion } from "../profile-views";
import { ProfileContent, ProfileInput } from "../schema";

const columns = {
  id: profiles.id,
  externalId: profiles.externalId,
  content: profiles.content,
  version: profiles.version,
  source: profiles.source,
  purpose: profiles.purpose,
  retainUntil: profiles.retainUntil,
  createdAt: profiles.createdAt,
  updatedAt: profiles.updatedAt,
};

/** For writers that hold a transaction already. @throws AppError `not_found`, also for an id that is none */
export async function readProfile(tx: Tx, ctx: Ctx, profileId: string): Promise<Profile> {
  const parsed = ProfileInput.safeParse({ profileId });
  const [row] = parsed.success
    ? await tx
        .select(columns)
        .from(profiles)
        .where(and(eq(profiles.orgId, ctx.orgId), eq(profiles.id, profileId)))
    : [];
  if (!row) throw notFound("profile");
  return { ...row, content: ProfileContent.parse(row.content) };
}

/** One person. @throws AppError `forbidden`, `not_found` */
export async function getProfile(ctx: Ctx, profileId: string): Promise<Profile> {
  authorize(ctx, "profile:read");
  return inOrg(ctx, (tx) => readProfile(tx, ctx, profileId));
}

/** Versions shown; the export has them all. */
const shownVersions = 30;

/** What a profile said, the newest first. */
export async function listProfileVersions(
  ctx: Ctx,
  profileId: string,
  limit: number | null = shownVersions,
): Promise<ProfileVersion[]> {
  authorize(ctx, "profile:read");
  return inOrg(ctx, async (tx) => {
    const query = tx
      .select({
        version: profileVersions.version,
        content: profileVersions.content,
        source: profileVersions.source,
        createdAt: profileVersions.createdAt,
        createdByName: users.name,
      })
      .from(profileVersions)
      .leftJoin(users, eq(users.id, profileVersions.createdBy))
      .where(and(eq(profileVersions.orgId, ctx.orgId), eq(profileVersions.profileId, profileId)))
      .orderBy(desc(profileVersions.version));
    const rows = limit === null ? await query : await query.limit(limit);
    return rows.map((row) => ({ ...row, content: ProfileContent.parse(row.content) }));
  });
}
