import * as z from "zod";
import { caddieSchema } from "../caddies/contract";
import { MEMBER_LENGTH } from "../caddies/vocabulary";

const id = z.uuid();
const expectedVersion = z.number().int().min(1).optional();
const notes = z.string().trim().max(500);
const holes = z.union([z.literal(9), z.literal(18)]);
const reason = z.string().trim().min(1).max(200);

/** `POST /api/turns`: one who waits goes out. */
export const startTurnInput = z.strictObject({
  caddieId: id,
  holes: holes.nullish(),
  notes: notes.nullish(),
  /** By a member of the club, out of turn. */
  requested: z.strictObject({ by: z.string().trim().min(1).max(MEMBER_LENGTH).optional() }).optional(),
  /** Sends him although he has gone out as often as the list allows; the reason stands in the history. */
  beyondLimit: reason.optional(),
  expectedVersion,
});
export const callCaddieInput = z.strictObject({ caddieId: id, expectedVersion });
export const skipCaddieInput = z.strictObject({ caddieId: id, expectedVersion });
export const noShowInput = z.strictObject({ caddieId: id, reason: reason.optional(), expectedVersion });

/** Two to four who go out together; they may be of several lists. */
const group = z
  .array(id)
  .min(2)
  .max(4)
  .refine((ids) => new Set(ids).size === ids.length, { error: "names somebody twice" });

export const dispatchGroupInput = z.strictObject({
  caddieIds: group,
  holes: holes.nullish(),
  notes: notes.nullish(),
  /** Sends also those who have gone out as often as their list allows; the reason stands in their history. */
  beyondLimit: reason.optional(),
});
/** `opId`: the Idempotency-Key under which they were sent. */
export const undoDispatchInput = z.strictObject({
  caddieIds: group,
  opId: z.string().min(1).max(128).optional(),
});

export const dispatchSchema = z.strictObject({ groupId: id, caddies: z.array(caddieSchema) });
export type GroupDispatch = z.infer<typeof dispatchSchema>;
