import { eq } from "drizzle-orm";
import { scoringAttempts, scoringJobs, scoringPoints } from "@/db/schema";
import { committed, committedWorld, type World } from "@/db/testing/db-test";
import { makeProfile, makeTemplate } from "@/db/testing/scoring-factories";
import type { Ctx } from "@/lib/auth/context";
import { ctxOf } from "@/lib/jobs/testing/requested-job";
import { generalTemplate } from "../house/general";
import type { TemplateBody } from "../schema";

/** A line of the profile that answers may quote. */
export const profileLine = "Built and ran the platform of a bank with forty engineers.";

export interface ScoringScene {
  readonly world: World;
  readonly ctx: Ctx;
  readonly profileId: string;
  readonly templateId: string;
}

export interface SceneOptions {
  readonly inWorld?: World;
  readonly body?: Partial<TemplateBody>;
  readonly about?: string;
}

/** A committed organization with a profile and a template for the three criteria of the general one. */
export async function scoringScene({ inWorld, body, about }: SceneOptions = {}): Promise<ScoringScene> {
  const world = inWorld ?? (await committedWorld());
  const { orgId } = world;
  return committed(async (tx) => {
    const profile = await makeProfile(tx, {
      orgId,
      name: "Robin Vale",
      content: {
        about: about ?? profileLine,
        experience: [{ title: "Head of platform", company: "Northbank", startYear: 2019, isCurrent: true }],
      },
    });
    const template = await makeTemplate(
      tx,
      { orgId, defaultSinceAt: inWorld ? null : new Date() },
      { ...generalTemplate.body, ...body },
    );
    return { world, ctx: ctxOf(world), profileId: profile.id, templateId: template.id };
  });
}

/** An answer that gives these points in the order of the criteria, each with the same line of the profile. */
export function answerWith(points: readonly (number | null)[], quote: string = profileLine) {
  const criteria = generalTemplate.body.criteria.map(({ key }, index) => [
    key,
    { quote, rationale: "It shows in this passage.", points: points[index] ?? null },
  ]);
  return { criteria: Object.fromEntries(criteria), overall: 8, summary: "A builder of platforms." };
}

export function readJob(jobId: string) {
  return committed(async (tx) => {
    const [job] = await tx.select().from(scoringJobs).where(eq(scoringJobs.id, jobId));
    if (!job) throw new Error("There is no such job.");
    return job;
  });
}

export function readPoints(jobId: string) {
  return committed((tx) =>
    tx.select().from(scoringPoints).where(eq(scoringPoints.jobId, jobId)).orderBy(scoringPoints.position),
  );
}

export function readAttempts(jobId: string) {
  return committed((tx) =>
    tx
      .select()
      .from(scoringAttempts)
      .where(eq(scoringAttempts.jobId, jobId))
      .orderBy(scoringAttempts.retry, scoringAttempts.number),
  );
}
