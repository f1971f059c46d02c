import {
  bigint,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

/** One row: which log this is. */
export const logState = pgTable("log_state", {
  id: integer().primaryKey(),
  epoch: text().notNull(),
  /** What identified the database when the epoch was made; another one means a copy or a restore. */
  fingerprint: text().notNull(),
});

/** The head of each stream; its row lock makes the order of seqs the order of commits. */
export const streams = pgTable(
  "streams",
  {
    organizationId: uuid().notNull(),
    name: text().notNull(),
    seq: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.name] })],
);

/** The log: what was committed, per stream, without gaps. */
export const events = pgTable(
  "events",
  {
    organizationId: uuid().notNull(),
    stream: text().notNull(),
    seq: bigint({ mode: "number" }).notNull(),
    id: uuid().notNull(),
    event: text().notNull(),
    data: json().notNull(),
    timestamp: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    opId: text(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.stream, t.seq] }),
    index("events_timestamp").on(t.timestamp),
  ],
);
