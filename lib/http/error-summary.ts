interface DatabaseCause {
  readonly code?: unknown;
  readonly constraint_name?: unknown;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/**
 * What a log line may say of an error. Drizzle's own message holds the SQL with all its parameters, so database
 * errors are told by SQLSTATE and constraint alone.
 */
export function errorSummary(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const cause: DatabaseCause = isRecord(error.cause) ? error.cause : {};
  if (error.name === "DrizzleQueryError" || typeof cause.code === "string") {
    return {
      kind: error.name,
      sqlState: cause.code,
      constraint: cause.constraint_name,
      stack: error.stack?.split("\n").filter((line) => line.trimStart().startsWith("at ")),
    };
  }
  return { kind: error.name, message: error.message, stack: error.stack };
}
