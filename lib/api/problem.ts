import { z } from "zod";
import { type ErrorCode, type ErrorReason, errorReasons, httpStatusByCode } from "@/lib/errors";
import type { Failure } from "@/lib/http/outcome";

const codeByError = {
  unauthorized: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  invalid: "VALIDATION_ERROR",
  conflict: "CONFLICT",
  too_large: "BODY_TOO_LARGE",
  rate_limited: "RATE_LIMIT_EXCEEDED",
  unavailable: "UNAVAILABLE",
  not_configured: "PROVIDER_NOT_CONFIGURED",
  internal: "INTERNAL_ERROR",
} as const satisfies Record<ErrorCode, string>;

/** Where the status of the code alone would say too little, or another thing. */
const statusByReason: Readonly<Partial<Record<ErrorReason, number>>> = {
  JOB_NOT_RETRYABLE: 400,
  RETRY_LIMIT_EXCEEDED: 400,
  TEMPLATE_INACTIVE: 400,
  INVALID_VALUE: 400,
  MALFORMED_BODY: 400,
  METHOD_NOT_ALLOWED: 405,
  UNSUPPORTED_MEDIA_TYPE: 415,
  IDEMPOTENCY_KEY_REUSED: 422,
};

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

const codes = [...new Set([...Object.values(codeByError), ...errorReasons])] as [string, ...string[]];

/** RFC 9457, with members of ours. */
export const Problem = z.object({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe("What happened, what was kept and what to do, in a sentence for people."),
  code: z.enum(codes).describe("Stable; programs decide by it."),
  fields: z
    .record(z.string(), z.string())
    .optional()
    .describe("What is wrong with which part of the request."),
  requestId: z.string().describe("Name it when you ask somebody about this answer."),
});
export type Problem = z.infer<typeof Problem>;

export function problemOf(failure: Failure, requestId: string): Problem {
  const { code, reason, message, fields } = failure;
  const status = (reason && statusByReason[reason]) ?? httpStatusByCode[code];
  return {
    type: "about:blank",
    title: titles[status] ?? "Error",
    status,
    detail: message,
    code: reason ?? codeByError[code],
    fields,
    requestId,
  };
}
