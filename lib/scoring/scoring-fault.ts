/** Why a scoring cannot go on now, or at all. The message is written for people. */
export class ScoringFault extends Error {
  readonly code: string;
  /** Another try would meet the same answer, or none is left. */
  readonly isFinal: boolean;
  /** What the provider asked us to wait; null when it did not say. */
  readonly retryAfterMs: number | null;

  constructor(
    code: string,
    message: string,
    more: { readonly isFinal: boolean; readonly retryAfterMs?: number | null; readonly cause?: unknown },
  ) {
    super(message, { cause: more.cause });
    this.name = "ScoringFault";
    this.code = code;
    this.isFinal = more.isFinal;
    this.retryAfterMs = more.retryAfterMs ?? null;
  }
}
