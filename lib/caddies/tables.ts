import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { oneOf, time } from "../db/columns";
import { lists, organizations } from "../organizations/tables";
import { users } from "../users/tables";
import { CADDIE_STATUSES, MOVE_KINDS, MOVE_RULES, TURN_STATUSES } from "./vocabulary";

/** A fractional key (`fractional-indexing`); it sorts by bytes, so the column must not follow a language's collation. */
const rankKey = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

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
    /** When he was called to go out; he waits in his place until he does. */
    calledAt: time(),
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
    check("caddies_called", sql`${t.calledAt} is null or ${t.status} = 'Disponible'`),
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
    /** Shared by those who went out together. */
    groupId: uuid(),
    /** A member asked for this very caddie; he went out of turn. */
    requested: boolean().notNull().default(false),
    /** Who did, where it was said. */
    requestedBy: text(),
    /** By the list's rule, where the holes are known. */
    expectedBackAt: time(),
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
    index("turns_group").on(t.groupId).where(sql`${t.groupId} is not null`),
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
  /** Missing in what was written before anybody was called. */
  calledAt?: string | null;
  deleted: boolean;
  openTurnId: string | null;
  /** His turn was asked for by a member. */
  requested?: boolean;
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
    /** Grows with each move. Two of one list are made under its lock, so that of them the later one has the larger. */
    nth: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    opId: text(),
    actorId: uuid()
      .notNull()
      .references(() => users.id),
    at: time().notNull(),
  },
  (t) => [
    index("moves_caddie").on(t.caddieId, t.version),
    // A board of the past is made of each caddie's last move before it; a day's history is a stretch of the club's.
    index("moves_caddie_time").on(t.caddieId, t.at),
    index("moves_organization").on(t.organizationId, t.at),
    index("moves_order").on(t.organizationId, t.nth),
    check("moves_kind", sql`${t.kind} in (${oneOf(MOVE_KINDS)})`),
  ],
);
