import { AppError, notFound } from "@/lib/errors";
import { log } from "@/lib/log";
import { BodyFault } from "./file-store";

const askOperator = "Tell whoever runs this installation:";

/** By the name that an S3 answer or a system call gives the fault. */
const sentences: Readonly<Record<string, string>> = {
  NoSuchBucket: `The file store has no such bucket. ${askOperator} S3_BUCKET has to be checked.`,
  AccessDenied: `The file store refuses this installation. ${askOperator} the rights of its access key have to be checked.`,
  InvalidAccessKeyId: `The file store does not know the access key. ${askOperator} S3_ACCESS_KEY_ID has to be checked.`,
  SignatureDoesNotMatch: `The file store refuses the access key. ${askOperator} S3_SECRET_ACCESS_KEY has to be checked.`,
  RequestTimeTooSkewed: `The file store has another time than this machine. ${askOperator} its clock has to be set.`,
  ENOSPC: `No room is left where files are kept. This file was not kept; what was saved before is. ${askOperator} its disk is full.`,
  EDQUOT: `No room is left where files are kept. This file was not kept; what was saved before is. ${askOperator} its disk is full.`,
  EACCES: `Files cannot be kept. ${askOperator} OPPORTUNE_HOME must be a folder it may write to.`,
  EROFS: `Files cannot be kept. ${askOperator} OPPORTUNE_HOME must be a folder it may write to.`,
};

const away = "The file store does not answer. What was saved before is kept; try again in a few minutes.";

const missing = new Set(["NoSuchKey", "ENOENT"]);

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** What a store threw, in words for the person who waits for it. */
function storeFault(error: unknown): Error {
  if (error instanceof AppError || error instanceof BodyFault) return error;
  const name = nameOf(error);
  if (missing.has(name)) return notFound("file");
  log.warn({ fault: name, message: error instanceof Error ? error.message : undefined }, "file store failed");
  return new AppError("unavailable", sentences[name] ?? away, { cause: error });
}

/** Runs work on a store. @throws AppError when the store fails; a `BodyFault` passes through */
export async function orStoreFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFault(error);
  }
}
