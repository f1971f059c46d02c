import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { LOCALES } from "../users/vocabulary";
import { WALL_PRIVACY } from "./vocabulary";

const time = () => timestamp({ withTimezone: true, precision: 3 });
const oneOf = (words: readonly string[]) => sql.raw(words.map((w) => `'${w}'`).join(", "));

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
    deletedAt: time(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.number] })],
);
