import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { oneOf, time } from "../db/columns";
import { lists, organizations } from "../organizations/tables";
import { users } from "../users/tables";
import { ANNOUNCEMENT_LENGTH, ANNOUNCEMENT_TYPES } from "./vocabulary";

/** What a club said to all, or to one list. */
export const announcements = pgTable(
  "announcements",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    /** null: the whole club. */
    listNumber: integer(),
    message: text().notNull(),
    type: text({ enum: ANNOUNCEMENT_TYPES }).notNull(),
    authorId: uuid()
      .notNull()
      .references(() => users.id),
    /** To how many it was said. */
    audience: integer().notNull(),
    createdAt: time().notNull(),
    expiresAt: time(),
    withdrawnAt: time(),
  },
  (t) => [
    foreignKey({
      name: "announcements_list",
      columns: [t.organizationId, t.listNumber],
      foreignColumns: [lists.organizationId, lists.number],
    }),
    index("announcements_organization").on(t.organizationId, t.createdAt, t.id),
    check("announcements_type", sql`${t.type} in (${oneOf(ANNOUNCEMENT_TYPES)})`),
    check(
      "announcements_message",
      sql`length(${t.message}) between 1 and ${sql.raw(`${ANNOUNCEMENT_LENGTH}`)}`,
    ),
  ],
);

/** Who has read what. */
export const announcementReads = pgTable(
  "announcement_reads",
  {
    announcementId: uuid()
      .notNull()
      .references(() => announcements.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    readAt: time().notNull(),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.userId] })],
);
