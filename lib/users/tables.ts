import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { organizations } from "../organizations/tables";
import { LOCALES, THEMES } from "./vocabulary";

const time = () => timestamp({ withTimezone: true, precision: 3 });

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
    role: text({ enum: ["ADMIN", "CADDIE"] }).notNull(),
    /** Argon2id, encoded with its parameters. */
    passwordHash: text().notNull(),
    /** A token with another number is refused: raising it ends all of the user's sessions. */
    sessionVersion: integer().notNull().default(1),
    /** What he chose himself; null: as the club, as the device. */
    locale: text({ enum: LOCALES }),
    theme: text({ enum: THEMES }),
    disabledAt: time(),
    createdAt: time().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("users_identifier").on(t.identifier),
    check("users_identifier_lower", sql`${t.identifier} = lower(${t.identifier})`),
    check("users_role", sql`${t.role} in ('ADMIN', 'CADDIE')`),
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
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    revokedAt: time(),
  },
  (t) => [index("sessions_user").on(t.userId), index("sessions_expires").on(t.expiresAt)],
);
