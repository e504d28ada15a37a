import type { ScoringGround } from "@/lib/analysis/analysed-role";
import type { ActivityChoiceInput, OwnActivityInput } from "@/lib/analysis/analysis-input";
import { impactScale } from "@/lib/analysis/role-priorities";
import type { AnalysisSettings } from "@/lib/analysis/schema";
import { findWage, type WageTable } from "@/lib/analysis/wages";
import type { MappedRole } from "@/lib/roles/schema";
import { indexDecisions } from "./activity-decisions";
import type { DoubtIndex } from "./doubtful-activities";
import { findAdjustments, type MappedOccupation } from "./occupation-list";
import { findReviewNeeds, type ReviewedRole, type ReviewNeed } from "./review-need";

/** A session as the next run would score it, with what in it is open to doubt. */
export interface ScoredSession {
  readonly ground: ScoringGround;
  readonly doubts: DoubtIndex;
  readonly settings: AnalysisSettings;
  readonly candidateLimit: number;
  readonly wages: WageTable | null;
  readonly occupations: readonly MappedOccupation[];
  /** Of all roles, also those without an occupation: one way to measure impact looks at the largest. */
  readonly mapped: readonly MappedRole[];
  readonly choices: readonly ActivityChoiceInput[];
  readonly own: readonly OwnActivityInput[];
}

/** Whether each occupation's choice of activities can change the ranking; those that can first. */
export function reviewNeedsOf(session: ScoredSession): ReviewNeed[] {
  const { settings, candidateLimit, wages, occupations, mapped } = session;
  const reviewed = occupations.map(occupationReviewer(session));
  const scale = impactScale(mapped, settings, wages?.meanHourly ?? 0);
  return findReviewNeeds(reviewed, { settings, scale, candidateLimit });
}

function occupationReviewer({ ground, doubts, settings, wages, mapped, choices, own }: ScoredSession) {
  const decisionsOf = indexDecisions(choices, own);
  const adjusted = findAdjustments(mapped, [...choices, ...own]).roleIds;
  return ({ code, roles }: MappedOccupation) => {
    const complexity = ground.complexityOf(code)?.complexity ?? null;
    const hourlyWage = wages === null ? null : (findWage(code, wages)?.hourlyMean ?? null);
    const reachOf = (roleId: string | null) =>
      doubts.reachOf(code, decisionsOf(code, roleId), settings.exposureMode);
    const shared = reachOf(null);
    const reviewRole = ({ roleId: id, title, headcount }: MappedRole): ReviewedRole => {
      const { now, others } = adjusted.has(id) ? reachOf(id) : shared;
      const { exposure, coverage } = now;
      return { basis: { id, title, headcount, exposure, coverage, complexity, hourlyWage }, others };
    };
    return { code, roles: roles.map(reviewRole) };
  };
}
