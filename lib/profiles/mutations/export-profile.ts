import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { profileLinks, scoringAttempts, scoringJobs, scoringPoints, scoringReviews } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { recordChange } from "@/lib/history/record-change";
import { listProfileVersions, readProfile } from "../queries/get-profile";
import { ProfileInput } from "../schema";

/**
 * Everything that is kept about a person, for them or for another system: profile, versions, links, scorings with
 * their texts, points, attempts and reviews. That somebody took it is written down.
 * @throws AppError `forbidden`, `not_found`
 */
export async function exportProfile(ctx: Ctx, input: unknown) {
  authorize(ctx, "profile:manage");
  const { profileId } = ProfileInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const profile = await readProfile(tx, ctx, profileId);
    const versions = await listProfileVersions(ctx, profileId, null);
    const links = await tx
      .select()
      .from(profileLinks)
      .where(and(eq(profileLinks.orgId, ctx.orgId), eq(profileLinks.profileId, profileId)))
      .orderBy(asc(profileLinks.createdAt));
    const jobs = await tx
      .select()
      .from(scoringJobs)
      .where(and(eq(scoringJobs.orgId, ctx.orgId), eq(scoringJobs.profileId, profileId)))
      .orderBy(asc(scoringJobs.createdAt));
    const jobIds = jobs.map(({ id }) => id);
    const points = await tx
      .select()
      .from(scoringPoints)
      .where(and(eq(scoringPoints.orgId, ctx.orgId), inArray(scoringPoints.jobId, jobIds)))
      .orderBy(asc(scoringPoints.jobId), asc(scoringPoints.position));
    const attempts = await tx
      .select()
      .from(scoringAttempts)
      .where(and(eq(scoringAttempts.orgId, ctx.orgId), inArray(scoringAttempts.jobId, jobIds)))
      .orderBy(asc(scoringAttempts.startedAt));
    const reviews = await tx
      .select()
      .from(scoringReviews)
      .where(and(eq(scoringReviews.orgId, ctx.orgId), inArray(scoringReviews.jobId, jobIds)))
      .orderBy(asc(scoringReviews.reviewedAt));
    await recordChange(tx, ctx, { name: "profile.exported", subjectKind: "profile", subjectId: profileId });
    const ofJob = <Row extends { readonly jobId: string }>(rows: readonly Row[], id: string) =>
      rows.filter(({ jobId }) => jobId === id).map(withoutOrg);
    return {
      profile,
      versions,
      links: links.map(withoutOrg),
      scorings: jobs.map((job) => ({
        ...withoutOrg(job),
        points: ofJob(points, job.id),
        attempts: ofJob(attempts, job.id),
        reviews: ofJob(reviews, job.id),
      })),
    };
  });
}

function withoutOrg<Row extends object>(row: Row): Omit<Row, "orgId"> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== "orgId")) as Omit<Row, "orgId">;
}
