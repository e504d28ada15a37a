import account from "@/messages/en/account.json";
import activities from "@/messages/en/activities.json";
import adminJobs from "@/messages/en/admin-jobs.json";
import aliases from "@/messages/en/aliases.json";
import analysis from "@/messages/en/analysis.json";
import apiKeys from "@/messages/en/api-keys.json";
import auth from "@/messages/en/auth.json";
import exports from "@/messages/en/exports.json";
import exposure from "@/messages/en/exposure.json";
import jobs from "@/messages/en/jobs.json";
import members from "@/messages/en/members.json";
import models from "@/messages/en/models.json";
import nextRoster from "@/messages/en/next-roster.json";
import onet from "@/messages/en/onet.json";
import onetSyncs from "@/messages/en/onet-syncs.json";
import probes from "@/messages/en/probes.json";
import profiles from "@/messages/en/profiles.json";
import rankings from "@/messages/en/rankings.json";
import reference from "@/messages/en/reference.json";
import roadmap from "@/messages/en/roadmap.json";
import roleShapes from "@/messages/en/role-shapes.json";
import roles from "@/messages/en/roles.json";
import runComparison from "@/messages/en/run-comparison.json";
import scoring from "@/messages/en/scoring.json";
import sessions from "@/messages/en/sessions.json";
import shell from "@/messages/en/shell.json";
import templates from "@/messages/en/templates.json";
import uploads from "@/messages/en/uploads.json";

/** One catalogue per area of the interface; the file's name is its key. Add a new area here. */
export const catalogues = {
  account,
  activities,
  "admin-jobs": adminJobs,
  aliases,
  analysis,
  "api-keys": apiKeys,
  auth,
  exports,
  exposure,
  jobs,
  members,
  models,
  "next-roster": nextRoster,
  onet,
  "onet-syncs": onetSyncs,
  probes,
  profiles,
  rankings,
  reference,
  roadmap,
  "role-shapes": roleShapes,
  roles,
  "run-comparison": runComparison,
  scoring,
  sessions,
  shell,
  templates,
  uploads,
};
