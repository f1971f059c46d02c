import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { time } from "../db/columns";
import { notifications } from "../notices/tables";
import { sessions, users } from "../users/tables";

/** The pair of keys that this installation signs with; a browser's subscription is bound to it for good. One row. */
export const pushKeys = pgTable(
  "push_keys",
  {
    id: integer().primaryKey(),
    /** Both in base64url. */
    publicKey: text().notNull(),
    privateKey: text().notNull(),
    createdAt: time().notNull(),
  },
  (t) => [check("push_keys_one", sql`${t.id} = 1`)],
);

/** Where a device is reached while its page is closed. It ends with the session that it was made in. */
export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    /** An address of the browser's maker; whoever has it can send, so it is never logged. */
    endpoint: text().notNull(),
    p256dh: text().notNull(),
    auth: text().notNull(),
    /** In a person's words, such as "Android · Chrome"; null when it did not say. */
    device: text(),
    createdAt: time().notNull(),
    /** When its push service last took something; null: never yet. */
    lastOkAt: time(),
    /** Refusals in a row. */
    failures: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex("push_subscriptions_endpoint").on(t.endpoint),
    index("push_subscriptions_user").on(t.userId),
    index("push_subscriptions_session").on(t.sessionId),
  ],
);

/** Who has had a notice that other devices of its owner still wait for. */
export const pushReceipts = pgTable(
  "push_receipts",
  {
    noticeId: uuid()
      .notNull()
      .references(() => notifications.id, { onDelete: "cascade" }),
    deviceId: uuid()
      .notNull()
      .references(() => pushSubscriptions.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.deviceId] })],
);
