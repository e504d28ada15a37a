import { importRosterFunction } from "./import-roster";
import { mapRoles } from "./map-roles";
import { runAnalysisFunction } from "./run-analysis";
import { sweepExportsFunction } from "./sweep-exports";
import { sweepHistoryFunction } from "./sweep-history";
import { sweepJobsFunction } from "./sweep-jobs";
import { sweepProfilesFunction } from "./sweep-profiles";
import { sweepQuarantineFunction } from "./sweep-quarantine";
import { sweepRemovedOrganizationsFunction } from "./sweep-removed-organizations";
import { syncOnetFunction, syncOnetWeeklyFunction } from "./sync-onet";
import { writeExportFunction } from "./write-export";

/** Every function of the product; the worker hosts exactly these. */
export const functions = [
  importRosterFunction,
  mapRoles,
  runAnalysisFunction,
  writeExportFunction,
  syncOnetFunction,
  syncOnetWeeklyFunction,
  sweepExportsFunction,
  sweepHistoryFunction,
  sweepJobsFunction,
  sweepProfilesFunction,
  sweepQuarantineFunction,
  sweepRemovedOrganizationsFunction,
];
