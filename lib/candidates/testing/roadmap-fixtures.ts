import { and, asc, eq } from "drizzle-orm";
import type { OrgId, Tx } from "@/db/client";
import type { Tier } from "@/db/enums";
import { analysisResults, candidates, history } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeMembership, makeRun } from "@/db/testing/factories";
import { getAnalysisSettings } from "@/lib/analysis/queries/settings";
import type { Ctx } from "@/lib/auth/context";
import { makeRoster, memberCtx } from "@/lib/roles/testing/role-fixtures";
import { refreshCandidates } from "../mutations/refresh-candidates";
import type { CandidateCard } from "../schema";

/** A role as a run ranks it; the numbers fall with the rank. */
export interface RankedTitle {
  readonly roleId: string;
  readonly title: string;
  readonly rank: number | null;
  readonly tier: Tier | null;
  readonly headcount?: number;
  readonly exposure?: number;
}

/** A finished run with these results, as the analysis would store it. */
export async function addFinishedRun(
  tx: Tx,
  of: { readonly orgId: OrgId; readonly sessionId: string; readonly number: number },
  ranked: readonly RankedTitle[],
): Promise<string> {
  const settings = await getAnalysisSettings(tx, of, null);
  const { id: runId } = await makeRun(tx, {
    ...of,
    settings,
    exposureSource: settings.exposureSource,
    exposureVersion: settings.exposureVersion,
    finishedAt: new Date(),
    inputsHash: "0".repeat(64),
  });
  await tx.insert(analysisResults).values(
    ranked.map(({ roleId, title, rank, tier, headcount = 10, exposure = 0.9 }) => ({
      orgId: of.orgId,
      runId,
      roleId,
      title,
      rank,
      tier,
      headcount,
      onetCode: "43-3031.00",
      occupation: "Bookkeeping, Accounting, and Auditing Clerks",
      exposure: rank === null ? null : exposure,
      coverage: rank === null ? 0 : 1,
      reach: rank === null ? null : headcount * exposure,
      impact: rank === null ? null : 0.5,
      complexity: rank === null ? null : 0.3,
      priority: rank === null ? null : 1 - rank / 1000,
      factors: {},
    })),
  );
  return runId;
}

/** The tiers that the fixtures give the first ranks: three now, four next quarter, the rest in the future. */
function tierOfRank(rank: number): Tier {
  if (rank <= 3) return "now";
  return rank <= 7 ? "next_quarter" : "future";
}

/** A session with a finished run over `count` ranked roles and one without a score, nothing planned yet. */
export async function makeRankedSession(tx: Tx, orgId: OrgId, count = 12) {
  const titles = [...Array.from({ length: count }, (_, index) => `Clerk ${index + 1}`), "Board Member"];
  const roster = await makeRoster(
    tx,
    orgId,
    titles.map((title, index) => ({
      title,
      headcount: 10,
      department: index % 2 === 0 ? "Finance" : "Audit",
    })),
  );
  const ranked: RankedTitle[] = roster.roleIds.map((roleId, index) =>
    index < count
      ? { roleId, title: `Clerk ${index + 1}`, rank: index + 1, tier: tierOfRank(index + 1) }
      : { roleId, title: "Board Member", rank: null, tier: null },
  );
  const { sessionId } = roster;
  const runId = await addFinishedRun(tx, { orgId, sessionId, number: 1 }, ranked);
  const colleague = await makeMembership(tx, { orgId });
  return { ...roster, orgId, runId, ranked, colleagueCtx: memberCtx(orgId, colleague.userId) };
}

/** The same, planned: its board holds every ranked role. */
export async function makeRoadmap(tx: Tx, orgId: OrgId, count?: number) {
  const made = await makeRankedSession(tx, orgId, count);
  await refreshCandidates(made.ctx, made.runId);
  return made;
}

/** A planned roadmap that every connection sees, in an organization of its own. */
export async function committedRoadmap(count?: number) {
  const { orgId } = await committedWorld();
  const made = await committed((tx) => makeRankedSession(tx, orgId, count));
  await refreshCandidates(made.ctx, made.runId);
  return made;
}

/** Somebody with every right, elsewhere. */
export async function makeStranger(): Promise<Ctx> {
  const { orgId, user } = await committedWorld();
  return memberCtx(orgId, user.id, "admin");
}

/** Candidates as stored, dismissed ones included. */
export function storedCandidates(tx: Tx, orgId: OrgId) {
  return tx.select().from(candidates).where(eq(candidates.orgId, orgId)).orderBy(asc(candidates.id));
}

export function changesNamed(tx: Tx, ctx: Ctx, name: string) {
  return tx
    .select({ subjectId: history.subjectId, data: history.data })
    .from(history)
    .where(and(eq(history.orgId, ctx.orgId), eq(history.name, name)))
    .orderBy(asc(history.position));
}

/** The card of a role, by its title. */
export function cardOf(cards: readonly CandidateCard[], title: string): CandidateCard {
  const card = cards.find(({ roleTitle }) => roleTitle === title);
  if (!card) throw new Error(`No card of ${title}.`);
  return card;
}
