import * as z from "zod";
import { caddieStatusSchema } from "../caddies/contract";
import type { Cursors } from "../realtime/contract";
import { PLACE_CAUSES } from "./vocabulary";

const id = z.uuid();
const place = z.number().int().min(1).nullable();
const named = z.strictObject({ id, name: z.string() });

/** One change that led to the present place. */
export const placeStepSchema = z.strictObject({
  cause: z.enum(PLACE_CAUSES),
  /** Whose change it was; null for many at once, and for the sum of what no change explains. */
  caddie: named.nullable(),
  /** By which of the club's rules (`rules` of the catalogues), which may be younger than who reads it. */
  rule: z.string().nullable(),
  reason: z.string().nullable(),
  by: named.nullable(),
  at: z.iso.datetime({ precision: 3 }).nullable(),
  /** His place before and after it; null outside the queue. */
  from: place,
  to: place,
});
export type PlaceStep = z.infer<typeof placeStepSchema>;

/** Why a caddie stands where he stands: the changes since he came into the queue, the oldest first; the last one ends at `position`. */
export const placeSchema = z.strictObject({
  caddieId: id,
  name: z.string(),
  listNumber: z.number().int(),
  status: caddieStatusSchema,
  position: place,
  /** How many are in the queue. */
  total: z.number().int(),
  /** False where he has been in it for longer than is told. */
  complete: z.boolean(),
  steps: z.array(placeStepSchema),
});
export type Place = z.infer<typeof placeSchema>;

export const explainPlaceInput = z.strictObject({ caddieId: id });

export interface PlaceSnapshot {
  data: Place;
  cursors: Cursors;
}
