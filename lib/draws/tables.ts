import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { LIST_ORDERS } from "../caddies/vocabulary";
import { oneOf, time } from "../db/columns";
import { lists } from "../organizations/tables";
import { users } from "../users/tables";
import { DRAW_STATES } from "./vocabulary";

const person = () => uuid().references(() => users.id);

/** Draws of the order of a list; no row is ever deleted. */
export const draws = pgTable(
  "draws",
  {
    id: uuid().primaryKey(),
    organizationId: uuid().notNull(),
    listNumber: integer().notNull(),
    day: date({ mode: "string" }).notNull(),
    number: integer().notNull(),
    state: text({ enum: DRAW_STATES }).notNull(),
    commitment: text().notNull(),
    /** Whoever reads it before the draw knows the order: it leaves the table by `presentDraw` alone. */
    seed: text().notNull(),
    participants: jsonb().$type<{ id: string; name: string }[]>().notNull(),
    result: jsonb().$type<string[]>(),
    runsAt: time(),
    committedAt: time().notNull(),
    committedBy: person().notNull(),
    revealedAt: time(),
    revealedBy: person(),
    closedAt: time(),
    closedBy: person(),
    closedReason: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    foreignKey({
      name: "draws_list",
      columns: [t.organizationId, t.listNumber],
      foreignColumns: [lists.organizationId, lists.number],
    }),
    // What must never be: two draws of one list and day of which one may be chosen.
    uniqueIndex("draws_one_of_a_day")
      .on(t.organizationId, t.listNumber, t.day)
      .where(sql`${t.state} in ('committed', 'revealed')`),
    uniqueIndex("draws_number").on(t.organizationId, t.listNumber, t.day, t.number),
    index("draws_latest").on(t.organizationId, t.listNumber, t.committedAt),
    index("draws_due").on(t.runsAt).where(sql`${t.state} = 'committed'`),
    check("draws_state", sql`${t.state} in (${oneOf(DRAW_STATES)})`),
    check("draws_drawn", sql`${t.state} <> 'revealed' or ${t.result} is not null`),
    check("draws_reason", sql`${t.state} not in ('cancelled', 'annulled') or ${t.closedReason} is not null`),
  ],
);

/** Whole orders that lists were given, with what it takes to give the one before back. */
export const listOrders = pgTable(
  "list_orders",
  {
    id: uuid().primaryKey(),
    organizationId: uuid().notNull(),
    listNumber: integer().notNull(),
    mode: text({ enum: LIST_ORDERS }).notNull(),
    /** The ranks of the whole queue before and after, by its order before. */
    ranks: jsonb().$type<{ caddieId: string; before: string; after: string }[]>().notNull(),
    at: time().notNull(),
    by: person().notNull(),
    undoneAt: time(),
  },
  (t) => [
    foreignKey({
      name: "list_orders_list",
      columns: [t.organizationId, t.listNumber],
      foreignColumns: [lists.organizationId, lists.number],
    }),
    index("list_orders_latest").on(t.organizationId, t.listNumber, t.at),
    check("list_orders_mode", sql`${t.mode} in (${oneOf(LIST_ORDERS)})`),
  ],
);
