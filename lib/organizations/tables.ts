import { integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** A club. */
export const organizations = pgTable("organizations", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** IANA name; "today" is always a day in this zone. */
  timeZone: text().notNull().default("America/Bogota"),
  createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow(),
});

/** The rotation lists of a club. */
export const lists = pgTable(
  "lists",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    number: integer().notNull(),
    name: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.number] })],
);
