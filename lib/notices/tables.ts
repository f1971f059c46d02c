import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { oneOf, time } from "../db/columns";
import { organizations } from "../organizations/tables";
import { users } from "../users/tables";
import { NOTICE_KINDS, type NoticeChoices, PUSH_STATES } from "./vocabulary";

const club = () =>
  uuid()
    .notNull()
    .references(() => organizations.id);

/** What each person was told. */
export const notifications = pgTable(
  "notifications",
  {
    id: uuid().primaryKey(),
    organizationId: club(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text({ enum: NOTICE_KINDS }).notNull(),
    /** What it says; its shape follows from the kind. */
    data: jsonb().notNull(),
    /** What it is told of, where that is told once only: a wait, an announcement. */
    once: text(),
    createdAt: time().notNull(),
    readAt: time(),
    pushState: text({ enum: PUSH_STATES }).notNull().default("none"),
    pushTries: integer().notNull().default(0),
    /** Not before then; null where no push is due. */
    pushAfter: time(),
  },
  (t) => [
    // What must never be: two processes that both tell him.
    uniqueIndex("notifications_once").on(t.userId, t.kind, t.once),
    index("notifications_user").on(t.userId, t.createdAt, t.id),
    index("notifications_unread").on(t.userId).where(sql`${t.readAt} is null`),
    index("notifications_due").on(t.pushAfter).where(sql`${t.pushState} = 'due'`),
    index("notifications_created").on(t.createdAt),
    check("notifications_kind", sql`${t.kind} in (${oneOf(NOTICE_KINDS)})`),
    check("notifications_push_state", sql`${t.pushState} in (${oneOf(PUSH_STATES)})`),
  ],
);

/** How somebody wants to be told, where he has chosen. */
export const noticePreferences = pgTable("notice_preferences", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  organizationId: club(),
  choices: jsonb().$type<NoticeChoices>().notNull(),
  updatedAt: time().notNull(),
});

/** What a club proposes to whoever has not chosen. */
export const noticeDefaults = pgTable("notice_defaults", {
  organizationId: club().primaryKey(),
  choices: jsonb().$type<NoticeChoices>().notNull(),
  updatedAt: time().notNull(),
});
