/** An error as it is kept and handed back to a function: what survives JSON. */
export interface StoredError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** The product's own error code, where it has one. */
  readonly code?: string;
}

/** Without NUL, which PostgreSQL cannot hold. */
function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.replaceAll("\u0000", "\uFFFD") : undefined;
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/**
 * Keeps what helps and drops what must not be kept: Drizzle's message (and the stack that repeats it) holds the SQL
 * with all its parameters, and PostgreSQL's may quote a value. Database errors are told by SQLSTATE and constraint.
 */
export function storedError(error: unknown): StoredError {
  const name = text(field(error, "name")) ?? "Error";
  const message = text(field(error, "message")) ?? text(error) ?? "It failed without a message.";
  const code = text(field(error, "code"));
  if (name === "PostgresError") return databaseError(error);
  if (message.startsWith("Failed query:")) return databaseError(field(error, "cause"));
  return { name, message, stack: text(field(error, "stack")), code };
}

function databaseError(error: unknown): StoredError {
  const code = text(field(error, "code"));
  const constraint = text(field(error, "constraint_name"));
  const details = [code && `SQLSTATE ${code}`, constraint].filter(Boolean).join(", ");
  return {
    name: "DatabaseError",
    message: `The database refused a query${details && ` (${details})`}.`,
    code,
  };
}
