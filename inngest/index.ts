import { importRosterFunction } from "./import-roster";
import { mapRoles } from "./map-roles";
import { runAnalysisFunction } from "./run-analysis";
import { scoreBatchFunction } from "./score-batch";
import { scoreProfileFunction } from "./score-profile";
import { sweepExportsFunction } from "./sweep-exports";
import { sweepHistoryFunction } from "./sweep-history";
import { sweepJobsFunction } from "./sweep-jobs";
import { sweepProfilesFunction } from "./sweep-profiles";
import { sweepQuarantineFunction } from "./sweep-quarantine";
import { sweepRemovedOrganizationsFunction } from "./sweep-removed-organizations";
import { sweepScoringFunction } from "./sweep-scoring";
import { syncOnetFunction, syncOnetWeeklyFunction } from "./sync-onet";
import { writeExportFunction } from "./write-export";

/** Every function of the product; the worker hosts exactly these. */
export const functions = [
  importRosterFunction,
  mapRoles,
  runAnalysisFunction,
  writeExportFunction,
  scoreBatchFunction,
  scoreProfileFunction,
  syncOnetFunction,
  syncOnetWeeklyFunction,
  sweepExportsFunction,
  sweepHistoryFunction,
  sweepJobsFunction,
  sweepProfilesFunction,
  sweepQuarantineFunction,
  sweepRemovedOrganizationsFunction,
  sweepScoringFunction,
];
