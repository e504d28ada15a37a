import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { decisionBatches } from "@/db/schema";
import { shapeKinds } from "@/lib/roles/shape-schema";

/** Splits and merges are batches like confirmations, and are listed and taken back in their own way. */
export const isShape: SQL = sql`${decisionBatches.criteria} ->> 'by' in ${[...shapeKinds]}`;
export const isConfirmation: SQL = sql`${decisionBatches.criteria} ->> 'by' not in ${[...shapeKinds]}`;
