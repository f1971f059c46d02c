import * as z from "zod";
import { defineEvent } from "../realtime/event";
import { ROLL_MARKS } from "./vocabulary";

const id = z.uuid();
const time = z.iso.datetime({ precision: 3 });
const version = z.number().int().min(1);
const listNumber = z.number().int().min(1).max(99);
const person = z.strictObject({ id, name: z.string() });
const mark = z.enum(ROLL_MARKS);
const count = z.number().int().min(0);

/** One roll call of one list. */
export const rollCallSchema = z.strictObject({
  id,
  listNumber,
  /** On the club's clock. */
  day: z.iso.date(),
  /** The hour that the list's rules gave it, HH:MM; null: none. */
  callAt: z.string().nullable(),
  openedAt: time,
  openedBy: person,
  closedAt: time.nullable(),
  closedBy: person.nullable(),
  counts: z.strictObject({ present: count, late: count, absent: count, permission: count, pending: count }),
  version,
});
export type RollCall = z.infer<typeof rollCallSchema>;

/** What was said of one caddie, and what had been said before it was corrected. */
export const rollEntrySchema = z.strictObject({
  rollCallId: id,
  caddieId: id,
  name: z.string(),
  /** 1-based, in the order in which the names are called. */
  place: z.number().int().min(1),
  mark: mark.nullable(),
  markedAt: time.nullable(),
  markedBy: person.nullable(),
  /** Earlier words, the first one first; whatever was said after the closing is among them. */
  trace: z.array(z.strictObject({ mark: mark.nullable(), at: time, by: person })),
  version,
});
export type RollEntry = z.infer<typeof rollEntrySchema>;

/** A roll call with all of its names, in their order. */
export const rollSchema = z.strictObject({ rollCall: rollCallSchema, entries: z.array(rollEntrySchema) });
export type Roll = z.infer<typeof rollSchema>;

/** What a caddie sees of the latest call of today: his own mark. */
export const ownMarkSchema = z.strictObject({ mark, markedAt: time }).nullable();
export type OwnMark = z.infer<typeof ownMarkSchema>;

export const listRollCallsInput = z.strictObject({ list: z.coerce.number().pipe(listNumber) });
export const openRollCallInput = z.strictObject({ listNumber });
export const rollCallInput = z.strictObject({ rollCallId: id });
/** null takes the mark back. */
export const markCaddieInput = z.strictObject({ rollCallId: id, caddieId: id, mark: mark.nullable() });

// Events of record, on `admins`; a mark a second time on the caddie's own `user` stream.

export const rollCallOpened = defineEvent(
  "roll-call:opened",
  1,
  z.strictObject({ roll: rollSchema, by: person, timestamp: time }),
);
export const rollCallMarked = defineEvent(
  "roll-call:marked",
  1,
  z.strictObject({ rollCall: rollCallSchema, entry: rollEntrySchema, by: person, timestamp: time }),
);
export const rollCallClosed = defineEvent(
  "roll-call:closed",
  1,
  z.strictObject({ rollCall: rollCallSchema, by: person, timestamp: time }),
);
export const rollCallEvents = [rollCallOpened, rollCallMarked, rollCallClosed] as const;
