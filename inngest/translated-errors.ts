import { NonRetriableError, RetryAfterError } from "inngest";
import { databaseFault } from "@/lib/database-fault";
import { AppError, type ErrorCode, errorCodes } from "@/lib/errors";
import { appErrorPrefix, errorClassOf, isWrittenForPeople, workerCrashed } from "@/lib/jobs/error-class";
import { storedError } from "@/lib/jobs/local-runner/stored-error";
import type { JobFailure } from "@/lib/jobs/mutations/fail-job";
import { ScoringFault } from "@/lib/scoring/scoring-fault";

/** Another try may help; with every other code it would meet the same answer. */
const passing = new Set<ErrorCode>(["rate_limited", "unavailable", "internal"]);
const defaultRetrySeconds = 30;

/** Its code goes the same way as that of our other errors: both are written for people. */
function translateFault({ code, message, isFinal, retryAfterMs }: ScoringFault): Error {
  const name = `${appErrorPrefix}${code}`;
  if (isFinal) return Object.assign(new NonRetriableError(message), { name });
  const error = retryAfterMs === null ? new Error(message) : new RetryAfterError(message, retryAfterMs);
  return Object.assign(error, { name });
}

function translate(thrown: unknown): Error {
  const error = databaseFault(thrown) ?? thrown;
  if (error instanceof ScoringFault) return translateFault(error);
  if (!(error instanceof AppError)) {
    const { name, message, stack } = storedError(error);
    return Object.assign(new Error(message), { name, stack });
  }
  // Only name, message and stack reach the failure function on every engine, so the code goes into the name.
  const name = `${appErrorPrefix}${error.code}`;
  if (error.code === "rate_limited") {
    const seconds = error.retryAfterSeconds ?? defaultRetrySeconds;
    return Object.assign(new RetryAfterError(error.message, seconds * 1_000), { name });
  }
  if (passing.has(error.code)) return Object.assign(new Error(error.message), { name });
  return Object.assign(new NonRetriableError(error.message), { name });
}

/** Wraps a step's work, so that what `lib` throws is retried, or not, as it deserves. */
export function translated<T>(work: () => Promise<T>): () => Promise<T> {
  return async () => {
    try {
      return await work();
    } catch (error) {
      throw translate(error);
    }
  };
}

function isErrorCode(text: string): text is ErrorCode {
  return errorCodes.some((code) => code === text);
}

/** What the person who asked is told. Only sentences written for people are passed on. */
export function jobFailure(error: Error, runId: string): JobFailure {
  if (isWrittenForPeople(error.name)) {
    const code = errorClassOf(error.name);
    return { code: isErrorCode(code) ? code : "internal", message: error.message };
  }
  const message = `Something went wrong on our side. What was saved before is kept. Start it again; if it fails again, tell an admin this number: ${runId}.`;
  return { code: "internal", message };
}

/** The same for a scoring, whose row keeps the code of the model's error. */
export function scoringFailure(error: Error, runId: string): JobFailure {
  const failure = jobFailure(error, runId);
  if (error.name === workerCrashed) {
    const message =
      "The worker died several times while it worked on this scoring. What was paid for is in the ledger; retry it.";
    return { code: "worker_died", message };
  }
  return isWrittenForPeople(error.name) ? { ...failure, code: errorClassOf(error.name) } : failure;
}
