import { sql } from "drizzle-orm";
import { bigint, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { rowFixActions } from "../enums";
import { uploads } from "./discovery";
import { organizations, users } from "./identity";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

/**
 * What a person decided about faults of a waiting roster; the reader applies it, in this order, whenever it reads the
 * file. One row may speak of one line or of all lines with the same fault and value. Goes with the raw file.
 */
export const rowFixes = pgTable(
  "row_fixes",
  {
    orgId: uuid().notNull(),
    id: newId(),
    uploadId: uuid().notNull(),
    position: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    /** Member of rowFaultCodes of lib/rosters. */
    faultCode: text().notNull(),
    /** 1-based physical line; null: every line with this fault, and this value where one is given. */
    line: integer(),
    /** Name of the column; null where the fault is of the whole row. */
    column: text(),
    /** The faulty text; null with a null line: whatever stands there. */
    value: text(),
    action: text({ enum: rowFixActions }).notNull(),
    /** What is read instead. */
    replacement: text(),
    madeBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    madeAt: createdAt(),
    undoneAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "row_fixes_upload_fk",
      columns: [t.orgId, t.uploadId],
      foreignColumns: [uploads.orgId, uploads.id],
    }).onDelete("cascade"),
    index("row_fixes_upload_idx").on(t.orgId, t.uploadId, t.position).where(sql`undone_at is null`),
    ...tenantPolicies("row_fixes"),
  ],
).enableRLS();

/** What an organization's people took a column of this name for, the last time they imported one. */
export const columnMemories = pgTable(
  "column_memories",
  {
    orgId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** The column's name, case-folded and without punctuation. */
    headerKey: text().notNull(),
    /** Member of rosterFields of lib/rosters; null: a column that people left out. */
    field: text(),
    usedBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    usedAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.headerKey] }), ...tenantPolicies("column_memories")],
).enableRLS();
