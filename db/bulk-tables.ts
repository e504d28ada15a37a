/** Tables that one act fills with as many rows as a large roster has; whoever does refreshes their statistics. */
export const bulkTables = [
  "roles",
  "workforce_segments",
  "former_segments",
  "role_suggestions",
  "role_decisions",
  "analysis_results",
  "analysis_activities",
] as const;
export type BulkTable = (typeof bulkTables)[number];
