import { eq } from "drizzle-orm";
import { asSystem } from "@/db/client";
import {
  analysisResults,
  analysisRuns,
  candidates,
  discoverySessions,
  exposureSources,
  roles,
} from "@/db/schema";
import { makeRun } from "@/db/testing/factories";
import { defaultAnalysisSettings, type RoleFactors } from "@/lib/analysis/schema";
import { defaultExposureSource } from "@/lib/exposure/default-source";

const factors: RoleFactors = {
  flags: [],
  activitySiblings: null,
  complexityComponents: null,
  complexityStretched: null,
  complexityComputed: null,
  complexitySiblings: null,
  value: null,
  hourlyWage: null,
  wageSoc: null,
};

const tierOf = (rank: number, count: number) => {
  if (rank <= count / 5) return "now" as const;
  return rank <= count / 2 ? ("next_quarter" as const) : ("future" as const);
};

/** A session with a finished run over `count` roles, all of them cards but the last `restCount`. */
export async function arrangeRoadmap(sessionId: string, count: number, restCount = 0): Promise<void> {
  await asSystem("e2e: arrange", async (tx) => {
    const [session] = await tx.select().from(discoverySessions).where(eq(discoverySessions.id, sessionId));
    if (!session) throw new Error("There is no such session.");
    const { orgId, ownerId } = session;
    const [source] = await tx
      .select()
      .from(exposureSources)
      .where(eq(exposureSources.source, defaultExposureSource));
    if (!source) throw new Error("No exposure figures are loaded.");
    const { source: exposureSource, version: exposureVersion, floor } = source;
    const { id: runId } = await makeRun(tx, {
      orgId,
      sessionId,
      requestedBy: ownerId,
      settings: defaultAnalysisSettings({ id: exposureSource, version: exposureVersion, floor }),
      exposureSource,
      exposureVersion,
      finishedAt: new Date(),
      inputsHash: "0".repeat(64),
      roleCount: count,
      scoredRoleCount: count,
      headcount: count * 10,
      tierCounts: { now: 0, next_quarter: 0, future: 0 },
    });
    const titles = Array.from({ length: count }, (_, index) => `Clerk ${index + 1}`);
    const made = await tx
      .insert(roles)
      .values(titles.map((title) => ({ orgId, sessionId, title, titleKey: title.toLowerCase() })))
      .returning({ id: roles.id, title: roles.title });
    const ranked = made.map(({ id: roleId, title }) => {
      const rank = titles.indexOf(title) + 1;
      return { orgId, runId, roleId, title, rank, tier: tierOf(rank, count) };
    });
    await tx.insert(analysisResults).values(
      ranked.map((result) => ({
        ...result,
        priority: 1 - result.rank / (count + 1),
        ...{ headcount: 10, exposure: 0.8, coverage: 1, reach: 8, impact: 0.5, complexity: 0.3, factors },
      })),
    );
    await tx.insert(candidates).values(
      ranked
        .filter(({ rank }) => rank <= count - restCount)
        .map(({ title: _, rank, ...card }) => ({
          ...card,
          sessionId,
          name: `Agent ${rank}`,
          description: "Would do the books.",
          position: rank,
          ...({ nameOrigin: "rule", descriptionOrigin: "rule", tierOrigin: "rule", origin: "rule" } as const),
        })),
    );
  });
}

/** Somebody else edits every card of the session meanwhile. */
export async function changeBehind(sessionId: string): Promise<void> {
  await asSystem("e2e: arrange", (tx) =>
    tx.update(candidates).set({ version: 99 }).where(eq(candidates.sessionId, sessionId)),
  );
}

/** The latest run gives way to one that has no score for the first role. */
export async function forgetFirstRole(sessionId: string): Promise<void> {
  await asSystem("e2e: arrange", async (tx) => {
    const [first] = await tx.select().from(analysisRuns).where(eq(analysisRuns.sessionId, sessionId));
    if (!first) throw new Error("There is no run.");
    const results = await tx.select().from(analysisResults).where(eq(analysisResults.runId, first.id));
    const { id: _, createdAt: __, ...made } = first;
    const { id: runId } = await makeRun(tx, { ...made, number: 2 });
    await tx
      .insert(analysisResults)
      .values(results.filter(({ rank }) => rank !== 1).map((result) => ({ ...result, runId })));
  });
}
