import { AppError } from "@/lib/errors";

/** SQLSTATE of a write for which the disk had no room; the transaction is gone with all it wrote. */
const diskFull = "53100";

function codesOf(error: unknown): unknown[] {
  const codes: unknown[] = [];
  // Drizzle wraps what the driver throws; no chain of ours is longer.
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ("code" in at) codes.push(at.code);
  }
  return codes;
}

/** What the database threw, in words for the person who waits, where there are better ones than "something went wrong". */
export function databaseFault(error: unknown): AppError | undefined {
  if (error instanceof AppError || !codesOf(error).includes(diskFull)) return undefined;
  const sentence =
    "No room is left where the database keeps its data. Nothing of this was saved; what was saved before is kept. " +
    "Tell whoever runs this installation: its disk is full. Try again when there is room.";
  return new AppError("unavailable", sentence, { cause: error });
}
