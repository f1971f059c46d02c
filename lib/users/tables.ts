import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ROLES } from "../auth/actor";
import { oneOf, time } from "../db/columns";
import { lists, organizations } from "../organizations/tables";
import { INVITATION_KINDS, LOCALES, THEMES } from "./vocabulary";

export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    /** What he signs in with, in lower case; unique over all clubs. */
    identifier: text().notNull(),
    name: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    /** Argon2id, encoded with its parameters; null until he has chosen one. */
    passwordHash: text(),
    /** A token with another number is refused: raising it ends all of the user's sessions. */
    sessionVersion: integer().notNull().default(1),
    /** What he chose himself; null: as the club, as the device. */
    locale: text({ enum: LOCALES }),
    theme: text({ enum: THEMES }),
    disabledAt: time(),
    /** Nobody: the club's own hand, where a rule acts by the clock. On no list of accounts. */
    system: boolean().notNull().default(false),
    version: integer().notNull().default(1),
    createdAt: time().notNull().defaultNow(),
    updatedAt: time().notNull().defaultNow(),
    /** To the minute; null: never signed in. */
    lastSeenAt: time(),
  },
  (t) => [
    uniqueIndex("users_identifier").on(t.identifier),
    index("users_organization").on(t.organizationId),
    uniqueIndex("users_one_system").on(t.organizationId).where(sql`${t.system}`),
    check("users_identifier_lower", sql`${t.identifier} = lower(${t.identifier})`),
    check("users_role", sql`${t.role} in (${oneOf(ROLES)})`),
  ],
);

/** Lists that somebody may see beside the one that he stands in as a caddie. An ADMIN needs none: he sees all. */
export const userLists = pgTable(
  "user_lists",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    organizationId: uuid().notNull(),
    listNumber: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.listNumber] }),
    foreignKey({
      name: "user_lists_list",
      columns: [t.organizationId, t.listNumber],
      foreignColumns: [lists.organizationId, lists.number],
    }).onDelete("cascade"),
  ],
);

/** One sign-in on one device; its id is the token's `jti`. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** In a person's words, such as "Android · Chrome"; null when it did not say. */
    device: text(),
    createdAt: time().notNull(),
    lastSeenAt: time(),
    expiresAt: time().notNull(),
    revokedAt: time(),
  },
  (t) => [index("sessions_user").on(t.userId), index("sessions_expires").on(t.expiresAt)],
);

/** One-time links with which somebody chooses his password. */
export const invitations = pgTable(
  "invitations",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** SHA-256 of the token, in hexadecimal: who reads the table has no link. */
    tokenHash: text().notNull(),
    kind: text({ enum: INVITATION_KINDS }).notNull(),
    createdAt: time().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    expiresAt: time().notNull(),
    usedAt: time(),
    /** When a newer link, or the end of the account, made it worthless. */
    voidedAt: time(),
  },
  (t) => [
    uniqueIndex("invitations_token").on(t.tokenHash),
    // What must never be: two links of one person that both open.
    uniqueIndex("invitations_one_open")
      .on(t.userId)
      .where(sql`${t.usedAt} is null and ${t.voidedAt} is null`),
    index("invitations_user").on(t.userId),
    check("invitations_kind", sql`${t.kind} in (${oneOf(INVITATION_KINDS)})`),
  ],
);
