import { sql } from "drizzle-orm";
import { check, customType, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { users } from "../users/tables";
import { PHOTO_TYPES } from "./vocabulary";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** One face of each user, small enough to live beside him. What was taken away keeps its number. */
export const userPhotos = pgTable(
  "user_photos",
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    version: integer().notNull(),
    /** null, as the picture: there is none. */
    type: text({ enum: PHOTO_TYPES }),
    image: bytea(),
    updatedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [check("user_photos_whole", sql`(${t.type} is null) = (${t.image} is null)`)],
);
