import * as z from "zod";
import { defineEvent } from "../realtime/event";
import { ABSENCE_KINDS, ABSENCE_REASON_LENGTH, ABSENCE_STATES } from "./vocabulary";

const id = z.uuid();
const time = z.iso.datetime({ precision: 3 });
const person = z.strictObject({ id, name: z.string() });
/** A day on the club's clock, `2026-11-20`. */
const day = z.iso.date().refine((v) => v >= "1900" && v < "9999", { error: "is no day of ours" });
const reason = z.string().trim().min(1).max(ABSENCE_REASON_LENGTH);

/** A permission or a sanction, as the admins and the caddie himself may see it; to all others he is *Ausente*. */
export const absenceSchema = z.strictObject({
  id,
  caddieId: id,
  caddieName: z.string(),
  kind: z.enum(ABSENCE_KINDS),
  state: z.enum(ABSENCE_STATES),
  /** The first day and the last one, both among it. */
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  reason: z.string(),
  requestedBy: person,
  requestedAt: time,
  /** Who approved, refused or cancelled it, and what he said to it. */
  decidedBy: person.nullable(),
  decidedAt: time.nullable(),
  answer: z.string().nullable(),
  /** When it took hold: at the change of day, or when his turn had ended. */
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  version: z.number().int().min(1),
});
export type Absence = z.infer<typeof absenceSchema>;

export const listAbsencesInput = z.strictObject({ caddieId: id.optional() });
/** A caddie asks for a permission of his own; an ADMIN enters one, or a sanction, for anybody: it holds at once. */
export const addAbsenceInput = z.strictObject({
  kind: z.enum(ABSENCE_KINDS),
  caddieId: id.optional(),
  startsOn: day,
  endsOn: day,
  reason,
});
/** `reason` is needed to refuse. */
export const answerAbsenceInput = z.strictObject({
  absenceId: id,
  approve: z.boolean(),
  reason: reason.optional(),
});
export const cancelAbsenceInput = z.strictObject({ absenceId: id, reason: reason.optional() });

/** On `admins` and on the caddie's own `user` stream: all of it as it is now. */
export const absenceSaved = defineEvent(
  "absence:saved",
  1,
  z.strictObject({ absence: absenceSchema, by: person, timestamp: time }),
);
