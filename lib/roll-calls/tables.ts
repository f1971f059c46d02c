import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { caddies } from "../caddies/tables";
import { oneOf, time } from "../db/columns";
import { lists } from "../organizations/tables";
import { users } from "../users/tables";
import { ROLL_MARKS, type RollMark } from "./vocabulary";

/** Roll calls (*llamados a lista*). */
export const rollCalls = pgTable(
  "roll_calls",
  {
    id: uuid().primaryKey(),
    organizationId: uuid().notNull(),
    listNumber: integer().notNull(),
    day: date({ mode: "string" }).notNull(),
    callAt: text(),
    openedAt: time().notNull(),
    openedBy: uuid()
      .notNull()
      .references(() => users.id),
    closedAt: time(),
    closedBy: uuid().references(() => users.id),
    version: integer().notNull().default(1),
  },
  (t) => [
    foreignKey({
      name: "roll_calls_list",
      columns: [t.organizationId, t.listNumber],
      foreignColumns: [lists.organizationId, lists.number],
    }),
    // What must never be: one name called in two places at once.
    uniqueIndex("roll_calls_one_open").on(t.organizationId, t.listNumber).where(sql`${t.closedAt} is null`),
    index("roll_calls_latest").on(t.organizationId, t.listNumber, t.openedAt),
  ],
);

/** What an earlier word was, by whom and when. */
export interface Trace {
  mark: RollMark | null;
  at: string;
  by: string;
}

/** Every name of every roll call, and what was said of it: the facts of lateness. */
export const rollCallMarks = pgTable(
  "roll_call_marks",
  {
    rollCallId: uuid()
      .notNull()
      .references(() => rollCalls.id),
    caddieId: uuid()
      .notNull()
      .references(() => caddies.id),
    place: integer().notNull(),
    mark: text({ enum: ROLL_MARKS }),
    markedAt: time(),
    markedBy: uuid().references(() => users.id),
    trace: jsonb().$type<Trace[]>().notNull().default([]),
    /** The caddie's version that this mark made on the board; null where it moved nobody. */
    made: integer(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.rollCallId, t.caddieId] }),
    index("roll_call_marks_caddie").on(t.caddieId, t.markedAt),
    check("roll_call_marks_mark", sql`${t.mark} in (${oneOf(ROLL_MARKS)})`),
    check("roll_call_marks_marked", sql`${t.mark} is null or ${t.markedAt} is not null`),
  ],
);
