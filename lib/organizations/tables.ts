import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { oneOf, time } from "../db/columns";
import { LOCALES } from "../users/vocabulary";
import { type ClubWords, WALL_PRIVACY } from "./vocabulary";

/** A club. */
export const organizations = pgTable(
  "organizations",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    /** IANA name; "today" is always a day in this zone. */
    timeZone: text().notNull().default("America/Bogota"),
    /** For whoever has not chosen a language himself. */
    language: text({ enum: LOCALES }).notNull().default("es"),
    /** How much of a name the public screen shows. */
    wallPrivacy: text({ enum: WALL_PRIVACY }).notNull().default("names"),
    /** When the day is closed, HH:MM on the club's clock. */
    closeAt: text().notNull().default("20:00"),
    /** What it calls otherwise than by default, concept by concept. */
    words: jsonb().$type<Partial<ClubWords>>().notNull().default({}),
    /** Of the club and its lists together. */
    version: integer().notNull().default(1),
    createdAt: time().notNull().defaultNow(),
    updatedAt: time().notNull().defaultNow(),
  },
  (t) => [
    check("organizations_language", sql`${t.language} in (${oneOf(LOCALES)})`),
    check("organizations_wall_privacy", sql`${t.wallPrivacy} in (${oneOf(WALL_PRIVACY)})`),
  ],
);

/** The rotation lists of a club. A number is never given twice, so that histories keep the name of a list that is gone. */
export const lists = pgTable(
  "lists",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    number: integer().notNull(),
    name: text().notNull(),
    /** Of `lib/rules`, which alone writes them; here, because whoever locks a list reads them with the lock. */
    rules: jsonb().notNull().default({}),
    rulesVersion: integer().notNull().default(1),
    deletedAt: time(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.number] })],
);
