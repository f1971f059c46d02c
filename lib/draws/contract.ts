import * as z from "zod";
import { defineEvent } from "../realtime/event";
import { DRAW_STATES } from "./vocabulary";

const id = z.uuid();
const time = z.iso.datetime({ precision: 3 });
const version = z.number().int().min(1);
const listNumber = z.number().int().min(1).max(99);
const person = z.strictObject({ id, name: z.string() });
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const reason = z.string().trim().min(1).max(200);

/** A draw as all of its list may see it: the seed only once it can change nothing any more. */
export const drawSchema = z.strictObject({
  id,
  listNumber,
  /** The day whose order it is, on the club's clock. */
  day: z.iso.date(),
  /** 1 for the first draw of this list and day; whatever was given up before counts. */
  number: z.number().int().min(1),
  state: z.enum(DRAW_STATES),
  /** SHA-256 of `committedText`, published before anybody knows the order. */
  commitment: hash,
  /** 32 random bytes in hexadecimal; null while the draw can still be run. */
  seed: hash.nullable(),
  /** Fixed with the commitment, by id. */
  participants: z.array(z.strictObject({ id, name: z.string() })),
  /** Ids of the participants in the order drawn; null: not drawn. */
  result: z.array(id).nullable(),
  /** It is run by itself at this time, and not before; null: whenever the caddie master says so. */
  runsAt: time.nullable(),
  committedAt: time,
  committedBy: person,
  revealedAt: time.nullable(),
  revealedBy: person.nullable(),
  closedAt: time.nullable(),
  closedBy: person.nullable(),
  /** Why it was given up; everybody of the list reads it. */
  closedReason: z.string().nullable(),
  version,
});
export type Draw = z.infer<typeof drawSchema>;

const pathNumber = z.coerce.number().pipe(listNumber);

export const listDrawsInput = z.strictObject({
  list: pathNumber,
  limit: z.coerce.number().int().min(1).max(50).default(10),
  cursor: z.string().max(200).optional(),
});
export const commitDrawInput = z.strictObject({
  listNumber,
  runsAt: z.iso.datetime({ offset: true }).nullish(),
});
export const drawInput = z.strictObject({ drawId: id });
export const cancelDrawInput = z.strictObject({ drawId: id, reason });

/** `manual`: `order` holds the ids of the whole queue, the next one first, and `reason` says whose order it is. */
export const reorderListInput = z.strictObject({
  listNumber: pathNumber,
  mode: z.enum(["ascending", "descending", "manual"]),
  order: z.array(id).min(1).max(1_000).optional(),
  reason: reason.optional(),
});
export const undoOrderInput = z.strictObject({ listNumber: pathNumber });

/** A whole order that somebody gave a list, and until when it can be taken back. */
export const listOrderSchema = z.strictObject({
  listNumber,
  /** false: everybody stood so already. */
  changed: z.boolean(),
  undoableUntil: time.nullable(),
});
export type ListOrderAnswer = z.infer<typeof listOrderSchema>;

// Events of record, on the list's stream.

const drawn = z.strictObject({ draw: drawSchema, by: person, timestamp: time });
export const drawCommitted = defineEvent("draw:committed", 1, drawn);
export const drawRevealed = defineEvent("draw:revealed", 1, drawn);
export const drawClosed = defineEvent("draw:closed", 1, drawn);
export const drawEvents = [drawCommitted, drawRevealed, drawClosed] as const;
