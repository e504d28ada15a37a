import type { Right } from "./rights";

/**
 * Every way into the product and what it takes to pass: pages by path, actions by name, routes by method and path.
 * A door that is not listed here does not compile (actions, routes) or fails the test that walks `app/` (pages).
 * "public" needs no sign-in, "signed-in" any member; otherwise one of the rights is enough. Ownership is checked
 * behind the door, by the mutation itself.
 */
export type Access = "public" | "signed-in" | readonly Right[];

const editSession: Access = ["session:edit-own", "session:edit-any"];
const publishSession: Access = ["session:publish-own", "session:publish-any"];
const controlJob: Access = ["job:control-own", "job:control-any"];
const deleteSession: Access = ["session:delete-own", "session:delete-any"];

export const pageDoors = {
  "/": "public",
  "/sign-in": "public",
  "/welcome/[token]": "public",
  "/reset-password/[token]": "public",
  "/invitation/[token]": "public",
  "/discovery": ["session:read"],
  "/discovery/[sessionId]": ["session:read"],
  "/discovery/[sessionId]/upload": ["session:read"],
  "/discovery/[sessionId]/map-roles": ["session:read"],
  "/discovery/[sessionId]/activities": ["session:read"],
  "/discovery/[sessionId]/analysis": ["session:read"],
  "/discovery/[sessionId]/roadmap": ["session:read"],
  "/rankings": ["ranking:read"],
  "/reference": ["reference:read"],
  "/reference/[code]": ["reference:read"],
  "/reference/activities": ["reference:read"],
  "/reference/lenses": ["reference:read"],
  "/reference/evidence/[level]/[elementId]": ["reference:read"],
  "/profiles": ["profile:read"],
  "/profiles/import": ["profile:manage"],
  "/profiles/[profileId]": ["profile:read"],
  "/account": "signed-in",
  "/admin/members": ["member:manage"],
  "/admin/onet": ["reference:choose", "installation:manage"],
  "/admin/onet/[release]": ["reference:choose", "installation:manage"],
  "/admin/api-keys": ["api-key:manage"],
  "/admin/exposure": ["reference:choose"],
  "/admin/onet/syncs": ["reference:choose", "installation:manage"],
  "/admin/jobs": ["job:read"],
  "/admin/jobs/[runId]": ["job:read"],
} as const satisfies Record<string, Access>;

export const actionDoors = {
  signIn: "public",
  signOut: "signed-in",
  switchOrganization: "signed-in",
  changePassword: "signed-in",
  signOutEverywhere: "signed-in",
  createFirstAdmin: "public",
  acceptInvitation: "public",
  resetPassword: "public",
  createOrganization: ["installation:manage"],
  inviteMember: ["member:manage"],
  revokeInvitation: ["member:manage"],
  changeMemberRole: ["member:manage"],
  disableMember: ["member:manage"],
  enableMember: ["member:manage"],
  requestPasswordReset: ["member:manage"],
  removeDemo: ["demo:remove"],
  createSession: ["session:create"],
  renameSession: editSession,
  archiveSession: editSession,
  unarchiveSession: editSession,
  deleteSession: deleteSession,
  restoreSession: deleteSession,
  changeUploadMapping: editSession,
  requestImport: editSession,
  removeUpload: editSession,
  requestMapping: editSession,
  decideRole: editSession,
  reopenRole: editSession,
  confirmRoles: editSession,
  undoRoleBatch: editSession,
  chooseActivities: editSession,
  resetActivities: editSession,
  addOwnActivity: editSession,
  removeOwnActivity: editSession,
  restoreOwnActivity: editSession,
  changeAnalysisSettings: editSession,
  requestAnalysis: editSession,
  checkRun: ["session:read"],
  setOverride: ["reference:choose"],
  endOverride: ["reference:choose"],
  restoreOverride: ["reference:choose"],
  chooseDefaultSource: ["reference:choose"],
  publishRun: publishSession,
  unpublishRun: publishSession,
  planCandidates: editSession,
  makeCandidate: editSession,
  moveCandidates: editSession,
  releaseCandidates: editSession,
  editCandidate: editSession,
  chooseCandidates: editSession,
  dismissCandidate: editSession,
  restoreCandidate: editSession,
  requestExport: ["ranking:export"],
  takeReleaseIntoUse: ["reference:choose"],
  requestSync: ["installation:manage"],
  retryJob: controlJob,
  previewRetry: controlJob,
  retryMatchingJobs: controlJob,
  cancelJob: controlJob,
  replayEvents: ["job:control-any"],
  changeJobHistory: ["job:settings"],
  createApiKey: ["api-key:manage"],
  revokeApiKey: ["api-key:manage"],
  changeRetention: ["profile:manage"],
  eraseProfile: ["profile:erase"],
  linkProfile: ["profile:manage"],
  endLink: ["profile:manage"],
} as const satisfies Record<string, Access>;

export const routeDoors = {
  "GET /api/health": "public",
  "GET /api/health/ready": "public",
  "GET /api/auth/[...nextauth]": "public",
  "POST /api/auth/[...nextauth]": "public",
  // A machine's door: only an Inngest server passes it, which signs its calls (lib/jobs/inngest/serve-functions.ts).
  "GET /api/inngest": "public",
  "POST /api/inngest": "public",
  "PUT /api/inngest": "public",
  "OPTIONS /api/inngest": "public",
  "POST /api/uploads": editSession,
  "POST /api/releases": ["installation:manage"],
  "GET /api/occupations": ["reference:read"],
  "GET /api/activities": ["session:read"],
  "GET /api/events": ["job:read"],
  "GET /api/jobs": ["job:read"],
  "GET /api/exports/[exportId]": ["ranking:export"],
  "POST /api/profile-imports": ["profile:manage"],
  "GET /api/profiles/[profileId]/export": ["profile:manage"],
} as const satisfies Record<string, Access>;

export type PageDoor = keyof typeof pageDoors;
export type ActionDoor = keyof typeof actionDoors;
export type RouteDoor = keyof typeof routeDoors;
