import { mapRoles } from "./map-roles";
import { runAnalysisFunction } from "./run-analysis";
import { sweepJobsFunction } from "./sweep-jobs";
import { sweepRemovedOrganizationsFunction } from "./sweep-removed-organizations";

/** Every function of the product; the worker hosts exactly these. */
export const functions = [
  mapRoles,
  runAnalysisFunction,
  sweepJobsFunction,
  sweepRemovedOrganizationsFunction,
];
