import { type DecisionIndex, indexDecisions } from "@/lib/activities/activity-decisions";
import { gwasWithoutIwa } from "@/lib/activities/activity-weights";
import { taskDwasOf } from "@/lib/activities/occupation-profiles";
import { OccupationActivityIndex, type ResolvedActivities } from "@/lib/activities/occupation-siblings";
import {
  type ActivityDecisions,
  type RoleActivities,
  type RoleActivity,
  resolveRoleActivities,
} from "@/lib/activities/role-activities";
import { buildExposureLookup, type ExposureLookup } from "@/lib/exposure/exposure-resolution";
import type { ActivityChoiceInput, AnalysisInput, OwnActivityInput, RoleInput } from "./analysis-input";
import { complexityByCode, type ResolvedComplexity } from "./complexity";
import { type RoleExposure, roleExposure } from "./role-exposure";
import type { RoleBasis } from "./role-priorities";
import type { AnalysisFlag, AnalysisSettings, RoleFactors } from "./schema";
import { findWage, type OccupationWage, type WageTable } from "./wages";

/** A role with everything that follows from its occupation and the decisions about it, before it meets other roles. */
export interface AnalysedRole extends RoleBasis {
  readonly code: string | null;
  readonly occupationTitle: string | null;
  readonly spread: number | null;
  readonly activities: readonly RoleActivity[];
  /** False when the activities are its occupation's as they stand, which many roles then share. */
  readonly areActivitiesAdjusted: boolean;
  readonly factors: RoleFactors;
}

/** What a release says under one exposure source: all about a role that no person decided. */
export interface ScoringGround {
  readonly lookup: ExposureLookup;
  readonly activities: OccupationActivityIndex;
  readonly complexityOf: (code: string) => ResolvedComplexity | null;
}

type DecidedInput = Pick<
  AnalysisInput,
  "settings" | "activityChoices" | "ownActivities" | "complexityOverrides"
>;

export function groundOf(input: AnalysisInput): ScoringGround {
  const taskDwas = taskDwasOf(input.occupations);
  const lookup = buildExposureLookup(input.exposureScores, taskDwas, input.tree, input.exposureOverrides);
  const childlessGwaIds = gwasWithoutIwa(input.tree.gwaIds, lookup.gwaByIwa);
  return {
    lookup,
    activities: new OccupationActivityIndex(input.occupations, lookup, childlessGwaIds),
    complexityOf: complexityByCode(input.occupations),
  };
}

export class RoleAnalyser {
  readonly #settings: AnalysisSettings;
  readonly #ground: ScoringGround;
  readonly #decisions: DecisionIndex<ActivityChoiceInput, OwnActivityInput>;
  readonly #complexityOverrides: ReadonlyMap<string, number>;
  readonly #wages: WageTable | null;
  readonly #shared = new Map<string, RoleActivities>();

  constructor(ground: ScoringGround, input: DecidedInput, wages: WageTable | null) {
    this.#settings = input.settings;
    this.#ground = ground;
    this.#decisions = indexDecisions(input.activityChoices, input.ownActivities);
    this.#complexityOverrides = new Map(
      input.complexityOverrides.map((override) => [override.roleId, override.value]),
    );
    this.#wages = wages;
  }

  analyse(role: RoleInput, headcount: number): AnalysedRole {
    // What a decision names and the release does not have says nothing, instead of what a sibling would say.
    const profile = role.code === null ? undefined : this.#ground.activities.profileOf(role.code);
    const code = profile?.code ?? null;
    const occupation = code === null ? null : this.#ground.activities.activitiesOf(code);
    const decisions = this.#decisions(code, role.id);
    const areActivitiesAdjusted = decisions.roleChoices.length > 0 || decisions.roleOwn.length > 0;
    const activities = this.#activitiesOf(occupation, decisions, areActivitiesAdjusted);
    const exposure = roleExposure(activities.activities);
    const computed = code === null ? null : this.#ground.complexityOf(code);
    const override = this.#complexityOverrides.get(role.id) ?? null;
    const complexity = override ?? computed?.complexity ?? null;
    const wage = code === null || this.#wages === null ? null : findWage(code, this.#wages);
    const flags = [
      ...mappingFlags(role, profile !== undefined),
      ...activityFlags(occupation, activities, exposure),
      ...complexityFlags(computed, override),
      ...this.#wageFlags(role, wage),
    ];
    return {
      id: role.id,
      title: role.title,
      code: role.code,
      occupationTitle: profile?.title ?? null,
      headcount,
      ...exposure,
      complexity,
      hourlyWage: wage?.hourlyMean ?? null,
      activities: activities.activities,
      areActivitiesAdjusted,
      factors: toFactors(flags, occupation, computed, wage),
    };
  }

  #activitiesOf(
    occupation: ResolvedActivities | null,
    decisions: ActivityDecisions,
    areAdjusted: boolean,
  ): RoleActivities {
    const key = occupation?.code ?? "";
    const shared = areAdjusted ? undefined : this.#shared.get(key);
    if (shared !== undefined) return shared;
    const mode = this.#settings.exposureMode;
    const resolved = resolveRoleActivities(
      occupation?.activities ?? [],
      decisions,
      this.#ground.lookup,
      mode,
    );
    if (!areAdjusted) this.#shared.set(key, resolved);
    return resolved;
  }

  #wageFlags(role: RoleInput, wage: OccupationWage | null): AnalysisFlag[] {
    if (this.#wages === null) return [];
    if (wage === null) return ["wage_unknown"];
    return role.code?.startsWith(wage.soc) ? [] : ["wage_from_group"];
  }
}

function mappingFlags(role: RoleInput, isInRelease: boolean): AnalysisFlag[] {
  if (role.code === null) return ["no_occupation"];
  if (!isInRelease) return ["occupation_not_in_release"];
  return role.isMappingConfirmed ? [] : ["mapping_unconfirmed"];
}

function activityFlags(
  occupation: ResolvedActivities | null,
  activities: RoleActivities,
  exposure: RoleExposure,
): AnalysisFlag[] {
  const flags: AnalysisFlag[] = [];
  if (occupation !== null && occupation.siblings !== null) flags.push("activities_from_siblings");
  if (occupation?.importanceBasis === "partly_mean") flags.push("importance_partly_mean");
  if (occupation?.importanceBasis === "unrated") flags.push("importance_unrated");
  if (activities.typedSharesRescaled) flags.push("typed_shares_rescaled");
  const hasSelection = activities.activities.some((activity) => activity.selected);
  if (!hasSelection) flags.push("nothing_selected");
  else if (exposure.exposure === null) flags.push("exposure_unknown");
  return flags;
}

function complexityFlags(computed: ResolvedComplexity | null, override: number | null): AnalysisFlag[] {
  if (override !== null) return ["complexity_overridden"];
  if (computed === null) return ["complexity_unknown"];
  return computed.siblings === null ? [] : ["complexity_from_siblings"];
}

function toFactors(
  flags: AnalysisFlag[],
  occupation: ResolvedActivities | null,
  computed: ResolvedComplexity | null,
  wage: OccupationWage | null,
): RoleFactors {
  return {
    flags,
    activitySiblings: occupation?.siblings ?? null,
    complexityComponents: computed?.components ?? null,
    complexityStretched: computed?.stretched ?? null,
    complexityComputed: computed?.complexity ?? null,
    complexitySiblings: computed?.siblings ?? null,
    value: null,
    hourlyWage: wage?.hourlyMean ?? null,
    wageSoc: wage?.soc ?? null,
  };
}
