import { AppError, type ErrorCode } from "@/lib/errors";

/** What went wrong between us and the Web Services. */
export type WebServicesFault =
  /** It does not take the key (it says so with a page of HTML and status 403). */
  | "bad_key"
  /** It says that the question is wrong, or that there is nothing of it. */
  | "refused"
  /** It asks us to wait. */
  | "busy"
  /** It cannot be reached, takes too long, or fails inside. */
  | "away"
  /** What it sent is no answer: not JSON, of another shape, or half a page. */
  | "malformed"
  /** What it sent contradicts what it sent before. */
  | "inconsistent";

const codes: Readonly<Record<WebServicesFault, ErrorCode>> = {
  bad_key: "invalid",
  refused: "invalid",
  busy: "rate_limited",
  away: "unavailable",
  malformed: "unavailable",
  inconsistent: "unavailable",
};

/** Another try of the same request may go better. */
const passing: ReadonlySet<WebServicesFault> = new Set(["busy", "away", "malformed"]);

export class WebServicesError extends AppError {
  readonly fault: WebServicesFault;
  /** How long the service asked us to wait; null when it did not say. */
  readonly waitMs: number | null;

  constructor(
    fault: WebServicesFault,
    message: string,
    options: { readonly waitMs?: number | null; readonly cause?: unknown } = {},
  ) {
    const waitMs = options.waitMs ?? null;
    super(codes[fault], message, {
      cause: options.cause,
      retryAfterSeconds: waitMs === null ? undefined : Math.ceil(waitMs / 1_000),
    });
    this.fault = fault;
    this.waitMs = waitMs;
  }

  get isPassing(): boolean {
    return passing.has(this.fault);
  }
}
