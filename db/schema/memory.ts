import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { organizations, users } from "./identity";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

/**
 * An organization's own names for occupations, learnt from what its people decided against the matcher. An alias that
 * is corrected or removed is ended and stays; what it decided earlier can still name it. Session and role are where it
 * was learnt; no foreign keys, since it outlives them.
 */
export const titleAliases = pgTable(
  "title_aliases",
  {
    orgId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    id: newId(),
    title: text().notNull(),
    titleKey: text().notNull(),
    /** Case-folded; null: whatever the department. */
    department: text(),
    departmentKey: text(),
    /** Null: this title is no occupation here. */
    onetCode: text(),
    /** The O*NET release that the code belongs to. */
    release: text().notNull(),
    /** Why, in the words of who decided it. */
    note: text(),
    /** What the matcher had said; null when it had nothing. */
    insteadOfCode: text(),
    sessionId: uuid(),
    roleId: uuid(),
    learntFrom: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
    endedBy: uuid().references(() => users.id, { onDelete: "restrict" }),
    endedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("title_aliases_title_key")
      .on(t.orgId, t.titleKey, sql`coalesce(department_key, '')`)
      .where(sql`ended_at is null`),
    index("title_aliases_list_idx").on(t.orgId, t.createdAt),
    ...tenantPolicies("title_aliases"),
  ],
).enableRLS();
