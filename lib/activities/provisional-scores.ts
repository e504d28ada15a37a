import { RoleAnalyser, type ScoringGround } from "@/lib/analysis/analysed-role";
import type { ActivityChoiceInput, OwnActivityInput } from "@/lib/analysis/analysis-input";
import { impactScale } from "@/lib/analysis/role-priorities";
import type { AnalysisSettings } from "@/lib/analysis/schema";
import type { WageTable } from "@/lib/analysis/wages";
import type { MappedRole } from "@/lib/roles/schema";
import { indexDecisions } from "./activity-decisions";
import { type Doubts, type ExposureReach, findDoubts, reachOfExposure } from "./doubtful-activities";
import type { MappedOccupation } from "./occupation-list";
import { findReviewNeeds, type ReviewedRole, type ReviewNeed } from "./review-need";

/** A session as the next run would score it, with what in it is open to doubt. */
export interface ScoredSession {
  readonly ground: ScoringGround;
  readonly settings: AnalysisSettings;
  readonly candidateLimit: number;
  readonly wages: WageTable | null;
  readonly occupations: readonly MappedOccupation[];
  /** Of all roles, also those without an occupation: one way to measure impact looks at the largest. */
  readonly mapped: readonly MappedRole[];
  readonly choices: readonly ActivityChoiceInput[];
  readonly own: readonly OwnActivityInput[];
  /** By activity: how far the source in use stands from the others, 0–1. */
  readonly disagreement: ReadonlyMap<string, number>;
}

/** Whether each occupation's choice of activities can change the ranking; those that can first. */
export function reviewNeedsOf(session: ScoredSession): ReviewNeed[] {
  const { ground, settings, candidateLimit, wages, occupations, choices, own, disagreement } = session;
  const input = { settings, activityChoices: choices, ownActivities: own, complexityOverrides: [] };
  const analyser = new RoleAnalyser(ground, input, wages);
  const decisionsOf = indexDecisions(choices, own);
  const reviewed = occupations.map(({ code, roles }) => {
    const { activities } = ground.activities.activitiesOf(code);
    const doubts = findDoubts(activities, disagreement);
    const reach = (roleId: string | null): ExposureReach =>
      reachOfExposure(activities, decisionsOf(code, roleId), doubts, ground.lookup, settings.exposureMode);
    const ofAll = reach(null);
    return {
      code,
      roles: roles.map((role): ReviewedRole => {
        const basis = analyser.analyse(toInput(role), role.headcount);
        return { basis, others: (basis.areActivitiesAdjusted ? reach(role.roleId) : ofAll).others };
      }),
    };
  });
  const scale = impactScale(session.mapped, settings, wages?.meanHourly ?? 0);
  return findReviewNeeds(reviewed, { settings, scale, candidateLimit });
}

/** What is in doubt about one occupation's activities. */
export function doubtsOf(
  { ground, disagreement }: Pick<ScoredSession, "ground" | "disagreement">,
  code: string,
): Doubts {
  return findDoubts(ground.activities.activitiesOf(code).activities, disagreement);
}

function toInput({ roleId, title, code, isDecided }: MappedRole) {
  return { id: roleId, title, code, isMappingConfirmed: isDecided };
}
