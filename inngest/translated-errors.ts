import { NonRetriableError, RetryAfterError } from "inngest";
import { AppError, type ErrorCode, errorCodes } from "@/lib/errors";
import { appErrorPrefix, errorClassOf, isWrittenForPeople } from "@/lib/jobs/error-class";
import { storedError } from "@/lib/jobs/local-runner/stored-error";
import type { JobFailure } from "@/lib/jobs/mutations/fail-job";

/** Another try may help; with every other code it would meet the same answer. */
const passing = new Set<ErrorCode>(["rate_limited", "unavailable", "internal"]);
const defaultRetrySeconds = 30;

function translate(error: unknown): Error {
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
