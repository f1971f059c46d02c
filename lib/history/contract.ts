import * as z from "zod";
import { caddieStatusSchema } from "../caddies/contract";
import { MOVE_KINDS, MOVE_RULES } from "../caddies/vocabulary";
import { DAY_PATTERN } from "../i18n/days";

const id = z.uuid();
const time = z.iso.datetime({ precision: 3 });
const listNumber = z.number().int().min(1).max(99);
const count = z.number().int().min(0);
const person = z.strictObject({ id, name: z.string() });
const day = z.string().regex(DAY_PATTERN, "is not a day");
const list = z.coerce.number().pipe(listNumber);
const instant = z.iso
  .datetime({ offset: true, abort: true })
  .refine((v) => v >= "1900" && v < "9999", { error: "is no time of ours" });

/** A caddie as he stood at a moment of the past; nobody's phone number. */
export const pastCaddieSchema = z.strictObject({
  caddieId: id,
  name: z.string(),
  listNumber,
  status: caddieStatusSchema,
  /** His place in the list's order; sorts by its characters. */
  rank: z.string(),
  since: time,
  /** Taken off the board. */
  deleted: z.boolean(),
  /** Of the move that put him so; 0: none of these moves. */
  version: count,
});
export type PastCaddie = z.infer<typeof pastCaddieSchema>;

/** One change of the past: what it left, whence he came, and who did it by which rule. */
export const pastChangeSchema = z.strictObject({
  id,
  at: time,
  kind: z.enum(MOVE_KINDS),
  rule: z.enum(MOVE_RULES).nullable(),
  reason: z.string().nullable(),
  by: person,
  /** No finger did it, but a rule by the clock. */
  automatic: z.boolean(),
  from: z.strictObject({ listNumber, status: caddieStatusSchema, position: count.nullable() }).nullable(),
  to: pastCaddieSchema,
  position: count.nullable(),
});
export type PastChange = z.infer<typeof pastChangeSchema>;

/** One row of a list at a moment of the past. `position` is 1-based and dense among the *Disponible*, null for others. */
export const pastRowSchema = z.strictObject({
  caddieId: id,
  name: z.string(),
  listNumber,
  status: caddieStatusSchema,
  position: count.nullable(),
  since: time,
});
export type PastRow = z.infer<typeof pastRowSchema>;

/** A day of a list from midnight to midnight on the club's clock: how it began, and every change. */
export const pastDaySchema = z.strictObject({
  day: z.string(),
  begins: time,
  ends: time,
  start: z.array(pastCaddieSchema),
  changes: z.array(pastChangeSchema),
});
export type PastDay = z.infer<typeof pastDaySchema>;

export const pastBoardInput = z.strictObject({ list, at: instant });
export const pastDayInput = z.strictObject({ list, day });
