import { index, integer, json, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

/**
 * The answers given to keyed requests, so that a repeated request has one effect and equal answers. A row is written with
 * the change that it answers for; the primary key refuses the second change.
 */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    userId: uuid().notNull(),
    key: text().notNull(),
    /** HMAC of method, path and body: the same key with another request is refused. */
    requestHash: text().notNull(),
    status: integer(),
    body: json(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index("idempotency_keys_created").on(t.createdAt)],
);
