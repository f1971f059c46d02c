import * as z from "zod";
import { MOVE_KINDS } from "../caddies/vocabulary";
import { DAY_PATTERN } from "../i18n/days";

const id = z.uuid();
const time = z.iso.datetime({ precision: 3 });
const listNumber = z.number().int().min(1).max(99);
const count = z.number().int().min(0);
const person = z.strictObject({ id, name: z.string() });
const day = z.string().regex(DAY_PATTERN, "is not a day");
const list = z.coerce.number().pipe(listNumber);

/** What one caddie did in a range of days. Minutes are whole. */
export const figuresSchema = z.strictObject({
  caddieId: id,
  name: z.string(),
  listNumber,
  removed: z.boolean(),
  turns: count,
  turns9: count,
  turns18: count,
  requested: count,
  minutesOut: count,
  minutesWaited: count,
  late: count,
  absent: count,
  noShows: count,
  skips: count,
  forgotten: count,
});
export type Figures = z.infer<typeof figuresSchema>;

/** A correction of what had been noted: of a turn, or a change taken back. */
export const correctionSchema = z.strictObject({
  id,
  caddieId: id,
  name: z.string(),
  kind: z.enum(MOVE_KINDS),
  at: time,
  by: person,
});
export type Correction = z.infer<typeof correctionSchema>;

/** One caddie's share in a list; a caddie learns whose it is of his own alone. */
export const shareSchema = z.strictObject({
  caddieId: id.nullable(),
  name: z.string().nullable(),
  own: z.boolean(),
  turns: count,
  minutesWaited: count,
});
export type Share = z.infer<typeof shareSchema>;

const range = { from: day, to: day };
export const figuresInput = z.strictObject({ ...range, list: list.optional(), caddieId: id.optional() });
export const sharesInput = z.strictObject({ ...range, list });
