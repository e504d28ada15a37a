import { type JobKind, jobKinds } from "@/db/enums";
import { eventByKind } from "./events";

/** Every function carries the application's name in front: `opportune-map-roles`. */
const prefix = "opportune-";
/** Behind the id of a function stands this for the one that runs when it has failed for good. */
export const failureSuffix = "-failure";

/** The function that carries out a kind of job. */
export const functionByKind: Readonly<Record<JobKind, string>> = {
  "roster.import": "import-roster",
  "roles.map": "map-roles",
  "analysis.run": "run-analysis",
  "export.write": "write-export",
  "onet.sync": "sync-onet",
  "profiles.score": "score-batch",
};

/** A scoring is a job of its own kind, with no row among the jobs. */
export const scoringFunction = "score-profile";

/** What people ask for. */
export const requestedFunctions = [
  "import-roster",
  "map-roles",
  "run-analysis",
  "write-export",
  "sync-onet",
  "score-batch",
  scoringFunction,
] as const;
/** What a clock starts. */
const scheduledFunctions = [
  "sync-onet-weekly",
  "sweep-exports",
  "sweep-history",
  "sweep-jobs",
  "sweep-quarantine",
  "sweep-removed-organizations",
  "sweep-scoring",
  "sweep-profiles",
] as const;

export const knownFunctions = [...requestedFunctions, ...scheduledFunctions] as const;
export type KnownFunctionName = (typeof knownFunctions)[number];

export function isKnownFunction(name: string): name is KnownFunctionName {
  return knownFunctions.some((known) => known === name);
}

/** `map-roles` of `opportune-map-roles` and of `opportune-map-roles-failure`. */
export function functionNameOf(functionId: string): string {
  const name = functionId.startsWith(prefix) ? functionId.slice(prefix.length) : functionId;
  return isFailureFunction(name) ? name.slice(0, -failureSuffix.length) : name;
}

export function functionIdOf(name: string): string {
  return `${prefix}${name}`;
}

export function isFailureFunction(functionId: string): boolean {
  return functionId.endsWith(failureSuffix);
}

/** The function that an event starts, by its name; undefined for one that starts none. */
export function functionOfEvent(eventName: string): string | undefined {
  if (eventName === "scoring/job.requested") return scoringFunction;
  const kind = jobKinds.find((each) => eventByKind[each] === eventName);
  return kind && functionByKind[kind];
}
