import * as z from "zod";
import { DAY_PATTERN } from "../i18n/days";
import { defineEvent } from "../realtime/event";
import { CLOSE_STATES, CLOSE_STEPS } from "./vocabulary";

const id = z.uuid();
const time = z.iso.datetime({ precision: 3 });
const listNumber = z.number().int().min(1).max(99);
const count = z.number().int().min(0);
const person = z.strictObject({ id, name: z.string() });
const day = z.string().regex(DAY_PATTERN, "is not a day");
const reason = z.string().trim().min(1).max(200);

/** A turn that nobody had ended when the day was closed. */
const forgottenTurn = z.strictObject({
  turnId: id,
  caddieId: id,
  name: z.string(),
  listNumber,
  startedAt: time,
  endedAt: time,
});

/** What a close found and did. Minutes are whole. */
export const closeReportSchema = z.strictObject({
  forgotten: z.array(forgottenTurn),
  caddies: count,
  turns9: count,
  turns18: count,
  turnsOther: count,
  minutesOut: count,
  minutesWaited: count,
  late: count,
  absent: count,
  noShows: count,
  skips: count,
});
export type CloseReport = z.infer<typeof closeReportSchema>;

const closeStep = z.strictObject({
  step: z.enum(CLOSE_STEPS),
  by: person,
  at: time,
  reason: z.string().nullable(),
});
export type CloseStep = z.infer<typeof closeStep>;

/** A day that was closed, with its report and its trace. */
export const closeSchema = z.strictObject({
  id,
  day: z.string(),
  state: z.enum(CLOSE_STATES),
  opensAt: time,
  closesAt: time,
  closedAt: time,
  by: person,
  automatic: z.boolean(),
  report: closeReportSchema,
  trace: z.array(closeStep),
  version: z.number().int().min(1),
});
export type Close = z.infer<typeof closeSchema>;

/** The day that is under way. */
export const openDaySchema = z.strictObject({
  day: z.string(),
  opensAt: time,
  /** When the clock will close it. */
  closesAt: time,
  /** Turns that are under way. */
  out: count,
});
export type OpenDay = z.infer<typeof openDaySchema>;

export const listClosesInput = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().regex(DAY_PATTERN, "is not one that was given").optional(),
});
/** `day`: the one that the sender sees under way; another one is under way when somebody was faster. */
export const closeDayInput = z.strictObject({ day });
export const reopenDayInput = z.strictObject({ day, reason });

/** On `admins`: a day was closed, or opened again. */
export const dayClosed = defineEvent(
  "day:closed",
  1,
  z.strictObject({ close: closeSchema, by: person, timestamp: time }),
);
