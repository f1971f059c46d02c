import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { caddies } from "../caddies/tables";
import { oneOf, time } from "../db/columns";
import { organizations } from "../organizations/tables";
import { users } from "../users/tables";
import { ABSENCE_KINDS, ABSENCE_STATES } from "./vocabulary";

/** Permissions and sanctions of caddies, by whole days of the club's clock. */
export const absences = pgTable(
  "absences",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    caddieId: uuid()
      .notNull()
      .references(() => caddies.id),
    kind: text({ enum: ABSENCE_KINDS }).notNull(),
    state: text({ enum: ABSENCE_STATES }).notNull(),
    startsOn: date({ mode: "string" }).notNull(),
    endsOn: date({ mode: "string" }).notNull(),
    reason: text().notNull(),
    requestedBy: uuid()
      .notNull()
      .references(() => users.id),
    requestedAt: time().notNull(),
    decidedBy: uuid().references(() => users.id),
    decidedAt: time(),
    answer: text(),
    startedAt: time(),
    endedAt: time(),
    /** The caddie's `since` when it made him *Ausente*: as long as that holds, it brings him back. */
    awaySince: time(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index("absences_caddie").on(t.caddieId, t.startsOn),
    index("absences_organization").on(t.organizationId, t.startsOn, t.id),
    index("absences_due").on(t.startsOn).where(sql`${t.state} = 'approved'`),
    check("absences_kind", sql`${t.kind} in (${oneOf(ABSENCE_KINDS)})`),
    check("absences_state", sql`${t.state} in (${oneOf(ABSENCE_STATES)})`),
    check("absences_days", sql`${t.startsOn} <= ${t.endsOn}`),
    check("absences_decided", sql`${t.state} = 'requested' or ${t.decidedBy} is not null`),
  ],
);
