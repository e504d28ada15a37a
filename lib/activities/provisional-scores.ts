import { RoleAnalyser, type ScoringGround } from "@/lib/analysis/analysed-role";
import type { ActivityChoiceInput, OwnActivityInput } from "@/lib/analysis/analysis-input";
import { impactScale, type RoleBasis } from "@/lib/analysis/role-priorities";
import type { AnalysisSettings } from "@/lib/analysis/schema";
import type { WageTable } from "@/lib/analysis/wages";
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
  const input = { settings, activityChoices: choices, ownActivities: own, complexityOverrides: [] };
  const analyser = new RoleAnalyser(ground, input, wages);
  const decisionsOf = indexDecisions(choices, own);
  const adjusted = findAdjustments(mapped, [...choices, ...own]).roleIds;
  return ({ code, roles }: MappedOccupation) => {
    let shared: RoleBasis | null = null;
    const basisOf = (role: MappedRole): RoleBasis => {
      const { roleId: id, title, headcount } = role;
      // Roles that depart in nothing differ by their names and people alone.
      if (shared !== null && !adjusted.has(id)) return { ...shared, id, title, headcount };
      const analysed = analyser.analyse({ id, title, code, isMappingConfirmed: role.isDecided }, headcount);
      const { exposure, coverage, complexity, hourlyWage } = analysed;
      const basis = { id, title, headcount, exposure, coverage, complexity, hourlyWage };
      if (!adjusted.has(id)) shared = basis;
      return basis;
    };
    const reviewRole = (role: MappedRole): ReviewedRole => {
      const decisions = decisionsOf(code, adjusted.has(role.roleId) ? role.roleId : null);
      return { basis: basisOf(role), others: doubts.reachOf(code, decisions, settings.exposureMode).others };
    };
    return { code, roles: roles.map(reviewRole) };
  };
}
