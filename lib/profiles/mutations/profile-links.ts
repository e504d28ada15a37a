import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { candidates, discoverySessions, profileLinks, profiles, roles, scoringJobs } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { LinkInput, LinkProfile } from "../schema";

async function requireProfile(tx: Tx, ctx: Ctx, profileId: string): Promise<void> {
  const [row] = await tx
    .select({ id: profiles.id })
    .from(profiles)
    .where(and(eq(profiles.orgId, ctx.orgId), eq(profiles.id, profileId)));
  if (!row) throw notFound("profile");
}

const isPresent = isNull(discoverySessions.deletedAt);

async function requireRole(tx: Tx, ctx: Ctx, roleId: string): Promise<void> {
  const [row] = await tx
    .select({ id: roles.id })
    .from(roles)
    .innerJoin(
      discoverySessions,
      and(eq(discoverySessions.orgId, roles.orgId), eq(discoverySessions.id, roles.sessionId)),
    )
    .where(and(eq(roles.orgId, ctx.orgId), eq(roles.id, roleId), isPresent));
  if (!row) throw notFound("role");
}

/** Locked, so that of two people who choose a lead at once one sees the other's choice. */
async function requireCandidate(tx: Tx, ctx: Ctx, candidateId: string): Promise<void> {
  const [row] = await tx
    .select({ id: candidates.id })
    .from(candidates)
    .innerJoin(
      discoverySessions,
      and(eq(discoverySessions.orgId, candidates.orgId), eq(discoverySessions.id, candidates.sessionId)),
    )
    .where(
      and(
        eq(candidates.orgId, ctx.orgId),
        eq(candidates.id, candidateId),
        isNull(candidates.dismissedAt),
        isPresent,
      ),
    )
    .for("update", { of: candidates });
  if (!row) throw notFound("candidate");
}

async function requireScoringJob(tx: Tx, ctx: Ctx, jobId: string, profileId: string): Promise<void> {
  const [row] = await tx
    .select({ id: scoringJobs.id })
    .from(scoringJobs)
    .where(
      and(eq(scoringJobs.orgId, ctx.orgId), eq(scoringJobs.id, jobId), eq(scoringJobs.profileId, profileId)),
    );
  if (!row) throw notFound("scoring job");
}

/** Ends who leads a candidate now, but for the one who is to lead it. */
async function endFormerLead(tx: Tx, ctx: Ctx, candidateId: string): Promise<void> {
  const ended = await tx
    .update(profileLinks)
    .set({ endedAt: sql`now()`, endedBy: actingUserId(ctx) })
    .where(
      and(
        eq(profileLinks.orgId, ctx.orgId),
        eq(profileLinks.candidateId, candidateId),
        eq(profileLinks.kind, "lead"),
        isNull(profileLinks.endedAt),
      ),
    )
    .returning({ id: profileLinks.id, profileId: profileLinks.profileId });
  for (const { id, profileId } of ended) {
    await recordChange(tx, ctx, {
      name: "profile.unlinked",
      subjectKind: "profile",
      subjectId: profileId,
      data: { linkId: id, kind: "lead" },
    });
  }
}

async function isLeadAlready(tx: Tx, ctx: Ctx, candidateId: string, profileId: string): Promise<boolean> {
  const count = await tx.$count(
    profileLinks,
    and(
      eq(profileLinks.orgId, ctx.orgId),
      eq(profileLinks.candidateId, candidateId),
      eq(profileLinks.profileId, profileId),
      isNull(profileLinks.endedAt),
    ),
  );
  return count > 0;
}

/**
 * Ties a person to a role they hold, or makes them the accountable lead of a candidate agent; the former lead's link
 * ends then.
 * @throws AppError `forbidden`, `not_found`, `conflict` (tied already)
 */
export async function linkProfile(ctx: Ctx, input: unknown): Promise<{ linkId: string }> {
  authorize(ctx, "profile:manage");
  const link = LinkProfile.parse(input);
  return inOrg(ctx, async (tx) => {
    const { profileId, kind } = link;
    await requireProfile(tx, ctx, profileId);
    if (link.kind === "holds_role") {
      await requireRole(tx, ctx, link.roleId);
    } else {
      await requireCandidate(tx, ctx, link.candidateId);
      if (link.scoringJobId) await requireScoringJob(tx, ctx, link.scoringJobId, profileId);
      if (await isLeadAlready(tx, ctx, link.candidateId, profileId)) {
        throw conflict("This person is the accountable lead already.");
      }
      await endFormerLead(tx, ctx, link.candidateId);
    }
    const [made] = await tx
      .insert(profileLinks)
      .values({ orgId: ctx.orgId, createdBy: actingUserId(ctx), ...link })
      .onConflictDoNothing()
      .returning({ linkId: profileLinks.id });
    if (!made) throw conflict("This link is there already.");
    await recordChange(tx, ctx, {
      name: "profile.linked",
      subjectKind: "profile",
      subjectId: profileId,
      data: { linkId: made.linkId, kind },
    });
    return made;
  });
}

/** Ends a link; it stays in the person's history. @throws AppError `forbidden`, `not_found`, `conflict` (ended) */
export async function endLink(ctx: Ctx, input: unknown): Promise<{ profileId: string }> {
  authorize(ctx, "profile:manage");
  const { linkId } = LinkInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const here = and(eq(profileLinks.orgId, ctx.orgId), eq(profileLinks.id, linkId));
    const [ended] = await tx
      .update(profileLinks)
      .set({ endedAt: sql`now()`, endedBy: actingUserId(ctx) })
      .where(and(here, isNull(profileLinks.endedAt)))
      .returning({ profileId: profileLinks.profileId, kind: profileLinks.kind });
    if (!ended) {
      if ((await tx.$count(profileLinks, here)) === 0) throw notFound("link");
      throw conflict("This link has ended already.");
    }
    await recordChange(tx, ctx, {
      name: "profile.unlinked",
      subjectKind: "profile",
      subjectId: ended.profileId,
      data: { linkId, kind: ended.kind },
    });
    return { profileId: ended.profileId };
  });
}
