import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { readCursor } from "@/lib/page-cursor";
import type { SortDirection } from "../run-views";

/** A value per row that a list is ordered by; rows in which it is unknown come last either way. */
export interface SortKey {
  readonly value: SQL;
  readonly type: "text" | "float8";
}

type Place = [key: string | number | null, id: string];

const NumberPlace = z.tuple([z.number().nullable(), z.string().max(500)]);
const TextPlace = z.tuple([z.string().nullable(), z.string().max(500)]);
const places = { text: TextPlace, float8: NumberPlace };

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
      cursor === undefined
        ? sql`true`
        : beyond(value, key.type, id, isRising, readCursor<Place>(cursor, places[key.type])),
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
