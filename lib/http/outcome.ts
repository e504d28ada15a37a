import { ZodError } from "zod";
import { databaseFault } from "@/lib/database-fault";
import { AppError, type ErrorCode, type ErrorReason, type FieldErrors } from "@/lib/errors";

/** What an action tells its form. */
export type ActionResult<T> =
  | { readonly ok: true; readonly data: T }
  | ({
      readonly ok: false;
      readonly requestId: string;
      /** What the form held, for its fields to keep; secrets are left out. */
      readonly typed?: Readonly<Record<string, string>>;
    } & Failure);

export interface Failure {
  readonly code: ErrorCode;
  readonly reason?: ErrorReason;
  readonly message: string;
  readonly fields?: FieldErrors;
  readonly retryAfterSeconds?: number;
}

/** Where it is wrong; parts that should not be there are named themselves, and not what holds them. */
function pathsOf(issue: ZodError["issues"][number]): string[][] {
  const path = issue.path.map(String);
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
}

/** Turns what was thrown into what may be shown. Unknown errors never show their message. */
export function toFailure(thrown: unknown): Failure {
  const error = databaseFault(thrown) ?? thrown;
  if (error instanceof AppError) {
    return {
      code: error.code,
      reason: error.reason,
      message: error.message,
      fields: error.fields,
      retryAfterSeconds: error.retryAfterSeconds,
    };
  }
  if (error instanceof ZodError) {
    const fields = Object.fromEntries(
      error.issues.flatMap((issue) => pathsOf(issue).map((path) => [path.join("."), issue.message])),
    );
    const [first] = Object.values(fields);
    return { code: "invalid", message: first ?? "Something in the form needs another value.", fields };
  }
  return {
    code: "internal",
    message: "Something went wrong on our side. What was saved before is kept. Try again in a moment.",
  };
}

/** Whether the error is a fault of ours that somebody should read in the log. */
export function isUnexpected(failure: Failure): boolean {
  return failure.code === "internal" || failure.code === "unavailable";
}
