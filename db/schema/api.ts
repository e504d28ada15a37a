import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ApiScope } from "../enums";
import { organizations, users } from "./identity";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

const orgId = () =>
  uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: "cascade" });

/** Keys for /api/v1. A key carries its organization's id, so its row is found inside the tenant; only the hash is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    orgId: orgId(),
    id: newId(),
    name: text().notNull(),
    /** What screens show of it, and what its row is found by. */
    prefix: text().notNull(),
    /** Hex SHA-256 of the secret. */
    secretHash: text().notNull(),
    scopes: text().array().$type<ApiScope[]>().notNull(),
    /** It never has more rights than this person has. */
    createdBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    lastUsedAt: moment(),
    expiresAt: moment(),
    revokedAt: moment(),
    revokedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("api_keys_prefix_key").on(t.orgId, t.prefix),
    ...tenantPolicies("api_keys"),
  ],
).enableRLS();

/** What was answered to a request that named a key of its own, so that asking again changes nothing. */
export const idempotentRequests = pgTable(
  "idempotent_requests",
  {
    orgId: orgId(),
    /** Who asked: a user's or an API key's id. */
    askedBy: uuid().notNull(),
    key: text().notNull(),
    /** SHA-256 over what was asked; the same key for something else is refused. */
    requestHash: text().notNull(),
    /** What the work returned; null only inside the transaction that does it. */
    result: jsonb(),
    httpStatus: integer(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.askedBy, t.key] }),
    index("idempotent_requests_created_idx").on(t.createdAt),
    ...tenantPolicies("idempotent_requests"),
  ],
).enableRLS();
