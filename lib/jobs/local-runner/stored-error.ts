/** An error as it is kept and handed back to a function: what survives JSON. */
export interface StoredError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** The product's own error code, where it has one. */
  readonly code?: string;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/**
 * Keeps what helps and drops what must not be kept: Drizzle's message (and the stack that repeats it) holds the SQL
 * with all its parameters, so a database error is told by its cause's sentence.
 */
export function storedError(error: unknown): StoredError {
  const name = text(field(error, "name")) ?? "Error";
  const message = text(field(error, "message")) ?? (text(error) || "It failed without a message.");
  const code = text(field(error, "code"));
  if (message.startsWith("Failed query:")) {
    const cause = field(error, "cause");
    const said = text(field(cause, "message")) ?? "The database refused a query.";
    return { name: "DatabaseError", message: said, code: text(field(cause, "code")) };
  }
  return { name, message, stack: text(field(error, "stack")), code };
}
