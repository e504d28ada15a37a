import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { invalid } from "@/lib/errors";
import type { SortDirection } from "../run-views";

/** A value per row that a list is ordered by; rows in which it is unknown come last either way. */
export interface SortKey {
  readonly value: SQL;
  readonly type: "text" | "float8";
}

type Place = readonly [key: string | number | null, id: string];

const NumberPlace = z.tuple([z.number().nullable(), z.string().max(500)]);
const TextPlace = z.tuple([z.string().nullable(), z.string().max(500)]);

export function toCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place), "utf8").toString("base64url");
}

/** @throws AppError `invalid` when the cursor is damaged or belongs to another order */
function readCursor(cursor: string, type: SortKey["type"]): Place {
  const parsed = (type === "text" ? TextPlace : NumberPlace).safeParse(parseJson(cursor));
  if (!parsed.success) throw invalid("This page link is damaged. Open the list anew.");
  return parsed.data;
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * The part of a statement that orders its rows by a key and continues behind a cursor. Ties go by `id`, rising.
 * @param id of type text
 */
export function keyset(
  key: SortKey,
  id: SQL,
  direction: SortDirection,
  cursor: string | undefined,
): { readonly select: SQL; readonly beyond: SQL; readonly orderBy: SQL } {
  const isRising = direction === "asc";
  const value = sql`(${key.value})::${typeNames[key.type]}`;
  return {
    select: value,
    beyond:
      cursor === undefined ? sql`true` : beyond(value, key.type, id, isRising, readCursor(cursor, key.type)),
    orderBy: isRising ? sql`${value} asc nulls last, ${id}` : sql`${value} desc nulls last, ${id}`,
  };
}

const typeNames: Readonly<Record<SortKey["type"], SQL>> = { text: sql`text`, float8: sql`float8` };

function beyond(value: SQL, type: SortKey["type"], id: SQL, isRising: boolean, [key, lastId]: Place): SQL {
  if (key === null) return sql`(${value} is null and ${id} > ${lastId}::text)`;
  const last = sql`${key}::${typeNames[type]}`;
  const passes = isRising ? sql`${value} > ${last}` : sql`${value} < ${last}`;
  return sql`(${passes} or (${value} = ${last} and ${id} > ${lastId}::text) or ${value} is null)`;
}
