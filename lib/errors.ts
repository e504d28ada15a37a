/**
 * The errors the product throws on purpose. Each has a stable `code` (mapped once per transport), and a sentence
 * that says what happened, what was kept and what to do. Anything else is `internal` and never shows its message.
 */
export const errorCodes = [
  "unauthorized",
  "forbidden",
  "not_found",
  "invalid",
  "conflict",
  "too_large",
  "rate_limited",
  "unavailable",
  "not_configured",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export const httpStatusByCode: Readonly<Record<ErrorCode, number>> = {
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 422,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  not_configured: 503,
  internal: 500,
};

/**
 * Which of several errors of one code it is, for callers of the API who must tell them apart without reading a
 * sentence. Stable; `docs/api.md` lists them.
 */
export const errorReasons = [
  "PROFILE_NOT_FOUND",
  "JOB_NOT_FOUND",
  "TEMPLATE_NOT_FOUND",
  "NO_DEFAULT_TEMPLATE",
  "BATCH_NOT_FOUND",
  "JOB_NOT_RETRYABLE",
  "RETRY_LIMIT_EXCEEDED",
  "JOB_NOT_CANCELLABLE",
  "TEMPLATE_INACTIVE",
  "INVALID_VALUE",
  "IDEMPOTENCY_KEY_REUSED",
  "PROVIDER_NOT_CONFIGURED",
  "CONFIRMATION_NEEDED",
  "INSUFFICIENT_SCOPE",
  "MALFORMED_BODY",
  "UNSUPPORTED_MEDIA_TYPE",
  "METHOD_NOT_ALLOWED",
] as const;

export type ErrorReason = (typeof errorReasons)[number];

/** Field name → sentence, for forms. */
export type FieldErrors = Readonly<Record<string, string>>;

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldErrors | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly reason: ErrorReason | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      fields?: FieldErrors;
      retryAfterSeconds?: number;
      reason?: ErrorReason;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.reason = options.reason;
  }
}

/** A foreign row and a missing row are the same answer. */
export function notFound(what: string, reason?: ErrorReason): AppError {
  return new AppError("not_found", `This ${what} does not exist, or it belongs to somebody else.`, {
    reason,
  });
}

/** The row changed since it was read; nothing was written. */
export function conflict(sentence: string, reason?: ErrorReason): AppError {
  return new AppError("conflict", sentence, { reason });
}

export function invalid(sentence: string, fields?: FieldErrors): AppError {
  return new AppError("invalid", sentence, { fields });
}
