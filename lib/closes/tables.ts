import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
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
import { time } from "../db/columns";
import { organizations } from "../organizations/tables";
import { users } from "../users/tables";
import type { CloseReport, CloseStep } from "./contract";
import { CLOSE_STATES } from "./vocabulary";

const count = () => integer().notNull().default(0);

/** A club's days that were closed, each once. A day reaches from one close to the next: no moment is in two, none in neither. */
export const closes = pgTable(
  "closes",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    day: date({ mode: "string" }).notNull(),
    state: text({ enum: CLOSE_STATES }).notNull(),
    /** The close of the day before; what is later belongs to this day. */
    opensAt: time().notNull(),
    /** The last moment of the day. */
    closesAt: time().notNull(),
    /** When it was done, which is later when the server slept. */
    closedAt: time().notNull(),
    closedBy: uuid()
      .notNull()
      .references(() => users.id),
    /** By the clock, not by hand. */
    automatic: boolean().notNull(),
    report: jsonb().$type<CloseReport>().notNull(),
    /** Append-only: who closed and opened it, and why. */
    trace: jsonb().$type<CloseStep[]>().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    // What must never be: one day closed twice.
    uniqueIndex("closes_day").on(t.organizationId, t.day),
    check("closes_state", sql`${t.state} in (${sql.raw(CLOSE_STATES.map((s) => `'${s}'`).join(", "))})`),
    check("closes_order", sql`${t.closesAt} >= ${t.opensAt}`),
  ],
);

/** What each caddie did on a day, frozen when it was closed. Minutes are whole. */
export const dayStats = pgTable(
  "day_stats",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    day: date({ mode: "string" }).notNull(),
    caddieId: uuid()
      .notNull()
      .references(() => caddies.id),
    /** Where he stood when the day was closed. */
    listNumber: integer().notNull(),
    turns9: count(),
    turns18: count(),
    /** Turns of which nobody noted the holes. */
    turnsOther: count(),
    /** Of all these, the ones out of turn, because a member asked for him. */
    requested: count(),
    minutesOut: count(),
    minutesWaited: count(),
    /** 1 or 0. */
    late: count(),
    absent: count(),
    noShows: count(),
    skips: count(),
    /** Turns that the close had to end. */
    forgotten: count(),
  },
  (t) => [primaryKey({ columns: [t.caddieId, t.day] }), index("day_stats_day").on(t.organizationId, t.day)],
);
