import { sql } from "drizzle-orm";
import {
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { lists, organizations } from "../organizations/tables";
import { users } from "../users/tables";
import { CADDIE_STATUSES, MOVE_KINDS, MOVE_RULES, TURN_STATUSES } from "./vocabulary";

const time = () => timestamp({ withTimezone: true, precision: 3 });
/** A fractional key (`fractional-indexing`); it sorts by bytes, so the column must not follow a language's collation. */
const rankKey = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
const oneOf = (words: readonly string[]) => sql.raw(words.map((w) => `'${w}'`).join(", "));

export const caddies = pgTable(
  "caddies",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    listNumber: integer().notNull(),
    /** The account of this caddie, when he has one. */
    userId: uuid().references(() => users.id, { onDelete: "set null" }),
    name: text().notNull(),
    phoneNumber: text(),
    status: text({ enum: CADDIE_STATUSES }).notNull(),
    /** Place in the list's order; kept while he is out, so that an undo restores it exactly. */
    rank: rankKey().notNull(),
    /** Since when he has this status. */
    since: time().notNull(),
    version: integer().notNull().default(1),
    createdAt: time().notNull(),
    updatedAt: time().notNull(),
    deletedAt: time(),
  },
  (t) => [
    foreignKey({
      name: "caddies_list",
      columns: [t.organizationId, t.listNumber],
      foreignColumns: [lists.organizationId, lists.number],
    }),
    uniqueIndex("caddies_user").on(t.userId),
    index("caddies_board")
      .on(t.organizationId, t.listNumber, t.status, t.rank)
      .where(sql`${t.deletedAt} is null`),
    check("caddies_status", sql`${t.status} in (${oneOf(CADDIE_STATUSES)})`),
  ],
);

/** One going-out of a caddie. */
export const turns = pgTable(
  "turns",
  {
    id: uuid().primaryKey(),
    organizationId: uuid().notNull(),
    caddieId: uuid()
      .notNull()
      .references(() => caddies.id),
    listNumber: integer().notNull(),
    status: text({ enum: TURN_STATUSES }).notNull(),
    startedAt: time().notNull(),
    endedAt: time(),
    holes: integer(),
    notes: text(),
    startedBy: uuid()
      .notNull()
      .references(() => users.id),
    endedBy: uuid().references(() => users.id),
    version: integer().notNull().default(1),
  },
  (t) => [
    // What must never be: one caddie out twice.
    uniqueIndex("turns_one_open").on(t.caddieId).where(sql`${t.status} = 'open'`),
    index("turns_caddie").on(t.caddieId, t.startedAt),
    index("turns_organization").on(t.organizationId, t.startedAt, t.id),
    check("turns_status", sql`${t.status} in (${oneOf(TURN_STATUSES)})`),
    check("turns_holes", sql`${t.holes} in (9, 18)`),
    check("turns_ended", sql`(${t.status} = 'open') = (${t.endedAt} is null)`),
    check("turns_order", sql`${t.endedAt} >= ${t.startedAt}`),
  ],
);

/** What a move found or left: enough to take it back exactly. */
export interface CaddieFacts {
  status: (typeof CADDIE_STATUSES)[number];
  listNumber: number;
  position: number | null;
  rank: string;
  name: string;
  phoneNumber: string | null;
  since: string;
  deleted: boolean;
  openTurnId: string | null;
}

/** The append-only history of each caddie. */
export const moves = pgTable(
  "moves",
  {
    id: uuid().primaryKey(),
    organizationId: uuid().notNull(),
    caddieId: uuid()
      .notNull()
      .references(() => caddies.id),
    kind: text({ enum: MOVE_KINDS }).notNull(),
    rule: text({ enum: MOVE_RULES }),
    reason: text(),
    before: jsonb().$type<CaddieFacts | null>(),
    after: jsonb().$type<CaddieFacts>().notNull(),
    /** The caddie's version that this move made. */
    version: integer().notNull(),
    opId: text(),
    actorId: uuid()
      .notNull()
      .references(() => users.id),
    at: time().notNull(),
  },
  (t) => [
    index("moves_caddie").on(t.caddieId, t.version),
    check("moves_kind", sql`${t.kind} in (${oneOf(MOVE_KINDS)})`),
  ],
);
