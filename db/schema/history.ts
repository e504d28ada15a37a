import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { actorKinds } from "../enums";
import { createdAt, newId, tenantPolicies } from "./tenancy";

/**
 * What happened, by whom: ids, field names, enums and numbers, never a person's free text.
 * The application role may only add rows. No foreign keys: history outlives what it tells of.
 */
export const history = pgTable(
  "history",
  {
    orgId: uuid().notNull(),
    id: newId(),
    /** `noun.past`, a member of the closed union in lib/history. */
    name: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    actorKind: text({ enum: actorKinds }).notNull(),
    actorId: uuid(),
    requestId: text().notNull(),
    data: jsonb().notNull().default({}),
    at: createdAt(),
    /** Commit order within the organization, for the hash chain that a sweep links. */
    position: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("history_subject_idx").on(t.orgId, t.subjectKind, t.subjectId, t.at),
    index("history_at_idx").on(t.orgId, sql`${t.at} desc`),
    ...tenantPolicies("history"),
  ],
).enableRLS();
