import type { z } from "zod";
import { invalid } from "@/lib/errors";
import { parseJson } from "@/lib/json";

/** The place in a list where the next page begins, as it stands in an address. */
export function toCursor(place: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(place), "utf8").toString("base64url");
}

/** @throws AppError `invalid` when the cursor is damaged or belongs to another order */
export function readCursor<T>(cursor: string, Place: z.ZodType<T>): T {
  const parsed = Place.safeParse(parseJson(Buffer.from(cursor, "base64url").toString("utf8")));
  if (!parsed.success) throw invalid("This page link is damaged. Open the list anew.");
  return parsed.data;
}
