import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { time } from "../db/columns";
import { organizations } from "../organizations/tables";
import { users } from "../users/tables";

/** Public screens, such as the television of the caddie house. */
export const walls = pgTable(
  "walls",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    name: text().notNull(),
    /** Numbers of the lists that it shows; null: all. */
    lists: jsonb().$type<number[] | null>(),
    /** Keyed hash of the code that can be typed; null when there is none. */
    codeHash: text(),
    codeExpiresAt: time(),
    /** A pass with another number is refused: raised with each pairing, so that a code opens one device. */
    passVersion: integer().notNull().default(0),
    pairedAt: time(),
    /** To twenty seconds; not of record. */
    lastSeenAt: time(),
    version: integer().notNull().default(1),
    createdAt: time().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    revokedAt: time(),
  },
  (t) => [uniqueIndex("walls_code").on(t.codeHash), index("walls_organization").on(t.organizationId)],
);
