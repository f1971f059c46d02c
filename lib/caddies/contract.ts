import * as z from "zod";
import type { Cursors } from "../realtime/contract";
import { defineEvent } from "../realtime/event";
import type { RulesChanged } from "../rules/contract";
import type { Rules } from "../rules/vocabulary";
import {
  CADDIE_STATUSES,
  LIST_ORDERS,
  MOVE_KINDS,
  MOVE_RULES,
  NAME_LENGTH,
  PHONE_NUMBER,
  TURN_STATUSES,
} from "./vocabulary";

export const caddieStatusSchema = z.enum(CADDIE_STATUSES);
export type CaddieStatus = z.infer<typeof caddieStatusSchema>;

const id = z.uuid();
const time = z.iso.datetime({ precision: 3 });
const version = z.number().int().min(1);
const listNumber = z.number().int().min(1).max(99);
const name = z.string().trim().min(1).max(NAME_LENGTH);
const phoneNumber = z.string().trim().max(24).regex(PHONE_NUMBER, "is not a phone number");
const holes = z.union([z.literal(9), z.literal(18)]);
const person = z.strictObject({ id, name: z.string() });
/** 1-based place among the list's *Disponible* caddies; null for the others. */
const position = z.number().int().min(1).nullable();

/** What is known of a turn from its beginning. */
const outing = {
  /** Shared by those who went out together. */
  groupId: id.nullable(),
  /** A member asked for this very caddie, who keeps his place by it. */
  requested: z.boolean(),
  requestedBy: z.string().nullable(),
  /** By the list's rule; null where the holes are not known. */
  expectedBackAt: time.nullable(),
};
const openTurn = z.strictObject({ id, startedAt: time, holes: holes.nullable(), ...outing });
export type OpenTurn = z.infer<typeof openTurn>;

/** A caddie as all of his list may see him: no phone number. */
export const publicCaddieSchema = z.strictObject({
  id,
  name: z.string(),
  listNumber,
  status: caddieStatusSchema,
  position,
  version,
  createdAt: time,
  updatedAt: time,
  /** Since when he has this status: the waiting time, or the time out. */
  since: time,
  /** When he was called to go out; null once he has gone, or while nobody called him. */
  calledAt: time.nullable(),
  /** The turn he is on, while *En campo*. */
  turn: openTurn.nullable(),
  /** Starts of the turns of the last 48 hours, oldest first, undone ones left out. */
  recentTurns: z.array(time),
});
export type PublicCaddie = z.infer<typeof publicCaddieSchema>;

/** A caddie as the admin sees him; a caddie sees a phone number only in his own row, null elsewhere. */
export const caddieSchema = publicCaddieSchema.extend({ phoneNumber: z.string().nullable() });
export type Caddie = z.infer<typeof caddieSchema>;

/** Enough to choose one from a list. */
export const namedCaddieSchema = z.strictObject({ id, name: z.string(), listNumber });
export type NamedCaddie = z.infer<typeof namedCaddieSchema>;

export const turnSchema = z.strictObject({
  id,
  caddieId: id,
  caddieName: z.string(),
  listNumber,
  status: z.enum(TURN_STATUSES),
  startedAt: time,
  endedAt: time.nullable(),
  holes: holes.nullable(),
  notes: z.string().nullable(),
  ...outing,
  startedBy: person,
  endedBy: person.nullable(),
  version,
});
export type Turn = z.infer<typeof turnSchema>;

const moveFacts = z.strictObject({
  status: caddieStatusSchema.optional(),
  listNumber: listNumber.optional(),
  position: position.optional(),
  name: z.string().optional(),
  /** He was called then. */
  called: z.literal(true).optional(),
});

/** One line of a caddie's append-only history: who moved him, when, from where to where, and why. */
export const moveSchema = z.strictObject({
  id,
  caddieId: id,
  kind: z.enum(MOVE_KINDS),
  rule: z.enum(MOVE_RULES).nullable(),
  reason: z.string().nullable(),
  from: moveFacts,
  to: moveFacts,
  by: person,
  at: time,
});
export type Move = z.infer<typeof moveSchema>;

// Command inputs. Path parameters, query and body arrive merged.

const expectedVersion = version.optional();
/** Given by a client; the bounds are those of the database and of reason. */
const instant = z.iso
  .datetime({ offset: true, abort: true })
  .refine((v) => v >= "1900" && v < "9999", { error: "is no time of ours" });
const reason = z.string().trim().min(1).max(200);
const notes = z.string().trim().max(500);
const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
};

export const listCaddiesInput = z.strictObject({ list: z.coerce.number().pipe(listNumber).optional() });
export const getCaddieInput = z.strictObject({ caddieId: id });
export const addCaddieInput = z.strictObject({ name, phoneNumber: phoneNumber.nullish(), listNumber });
export const updateCaddieInput = z.strictObject({
  caddieId: id,
  name: name.optional(),
  phoneNumber: phoneNumber.nullish(),
  listNumber: listNumber.optional(),
  position: z.number().int().min(1).max(10_000).optional(),
  reason: reason.optional(),
  expectedVersion,
});
export const changeCaddieStatusInput = z.strictObject({
  caddieId: id,
  status: caddieStatusSchema,
  /** Sends him although he has gone out as often as the list allows; the reason stands in the history. */
  beyondLimit: reason.optional(),
  expectedVersion,
});
export const removeCaddieInput = z.strictObject({ caddieId: id, expectedVersion });
/** `opId`: the Idempotency-Key of the change to take back; without it, the caddie's latest change. */
export const undoInput = z.strictObject({
  caddieId: id,
  opId: z.string().min(1).max(128).optional(),
  expectedVersion,
});
export const listMovesInput = z.strictObject({ caddieId: id, ...page });

export const listTurnsInput = z.strictObject({
  caddieId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
  ...page,
});
export const updateTurnInput = z.strictObject({
  turnId: id,
  status: z.literal("finished").optional(),
  startedAt: instant.optional(),
  endedAt: instant.optional(),
  holes: holes.nullish(),
  notes: notes.nullish(),
  expectedVersion,
});

// Events of record. On list streams; `caddie:added` and `caddie:updated` a second time, with the
// phone number, on `admins` and on the caddie's own `user` stream, as events of their own.

const afterwards = {
  version,
  position,
  since: time,
  calledAt: time.nullable(),
  turn: openTurn.nullable(),
  recentTurns: z.array(time),
  by: person,
};

export const caddieStatusChanged = defineEvent(
  "caddie:status_changed",
  3,
  z.strictObject({
    caddieId: id,
    name: z.string(),
    status: caddieStatusSchema,
    listNumber,
    timestamp: time,
    previousStatus: caddieStatusSchema,
    ...afterwards,
  }),
);
export const caddieAdded = defineEvent(
  "caddie:added",
  3,
  z.strictObject({
    caddieId: id,
    name: z.string(),
    listNumber,
    status: caddieStatusSchema,
    /** Absent on list streams. */
    phoneNumber: z.string().nullable().optional(),
    createdAt: time,
    updatedAt: time,
    timestamp: time,
    ...afterwards,
  }),
);
export const caddieUpdated = defineEvent(
  "caddie:updated",
  3,
  z.strictObject({
    caddieId: id,
    /** What changed. Empty where only the phone number did, on streams that may not see it. */
    updates: z.strictObject({
      name: z.string().optional(),
      listNumber: listNumber.optional(),
      position: position.optional(),
      phoneNumber: z.string().nullable().optional(),
    }),
    timestamp: time,
    version,
    position,
    listNumber,
    previousListNumber: listNumber,
    /** All of him afterwards, so that a list which he joins needs no request. */
    caddie: publicCaddieSchema,
    reason: z.string().nullable(),
    by: person,
  }),
);
export const caddieDeleted = defineEvent(
  "caddie:deleted",
  1,
  z.strictObject({ caddieId: id, name: z.string(), timestamp: time, listNumber, version, by: person }),
);

/** The whole queue of a list, the next one first; absent ones are among it where the places that they keep were ordered too. */
export const listReordered = defineEvent(
  "list:reordered",
  1,
  z.strictObject({
    listNumber,
    /** `version`: of the caddie afterwards; one who kept his place keeps his version. */
    order: z.array(z.strictObject({ caddieId: id, version })),
    mode: z.enum(LIST_ORDERS),
    /** The draw that made this order. */
    drawId: id.nullable(),
    reason: z.string().nullable(),
    by: person,
    timestamp: time,
  }),
);

/** He is asked to come, or (null) no longer; he keeps his place. */
export const caddieCalled = defineEvent(
  "caddie:called",
  1,
  z.strictObject({
    caddieId: id,
    name: z.string(),
    listNumber,
    calledAt: time.nullable(),
    position,
    version,
    timestamp: time,
    by: person,
  }),
);

export const caddieEvents = [
  caddieStatusChanged,
  caddieAdded,
  caddieUpdated,
  caddieDeleted,
  listReordered,
  caddieCalled,
] as const;

type EventOf<E> = E extends { name: infer N; payload: infer P extends z.ZodType }
  ? { event: N; data: z.infer<P> }
  : never;
/** An event of this module, typed by its name, on the stream that carried it. */
export type CaddieEvent = EventOf<(typeof caddieEvents)[number]> & { stream: string };
/** Of one caddie; the others are of a whole list. */
export type OneCaddieEvent = Exclude<CaddieEvent, { event: "list:reordered" }>;

/** What a list's stream tells its board. */
export type BoardEvent = CaddieEvent | (RulesChanged & { stream: string });

/** `GET /api/caddies`, and what the page is rendered with: data and cursors from one database snapshot. */
export interface BoardSnapshot {
  data: Caddie[];
  /** What each visible list lives by; none from a server that does not know rules. */
  rules?: Record<number, Rules>;
  cursors: Cursors;
}
