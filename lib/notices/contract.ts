import * as z from "zod";
import type { Cursors } from "../realtime/contract";
import { defineEvent } from "../realtime/event";
import { CHANNELS, KEPT_MOST, NEAR_MOST, NOTICE_KINDS } from "./vocabulary";

const id = z.uuid();
const time = z.iso.datetime({ precision: 3 });
const listNumber = z.number().int().min(1).max(99);
/** 1-based place among the list's *Disponible* caddies; null for one who is not in the queue. */
const position = z.number().int().min(1);
const place = z.strictObject({ listNumber, position: position.nullable() });
const by = z.string();

/** What each kind of notice says. */
const says = {
  /** He is at this place of the queue. */
  near: z.strictObject({ listNumber, position }),
  next: z.strictObject({ listNumber }),
  called: z.strictObject({ listNumber, by }),
  list_changed: z.strictObject({ from: place, to: place, reason: z.string().nullable(), by }),
  turn_corrected: z.strictObject({
    turnId: id,
    caddieId: id,
    startedAt: time,
    /** Which facts of the turn were corrected. */
    fields: z.array(z.enum(["startedAt", "endedAt", "holes", "notes"])).min(1),
    by,
  }),
  announcement: z.strictObject({
    announcementId: id,
    message: z.string(),
    type: z.enum(["info", "warning", "urgent"]),
    by,
  }),
};
const facts = { id, createdAt: time, readAt: time.nullable() };

/** Something that one person was told. */
export const noticeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...facts, kind: z.literal("near"), data: says.near }),
  z.strictObject({ ...facts, kind: z.literal("next"), data: says.next }),
  z.strictObject({ ...facts, kind: z.literal("called"), data: says.called }),
  z.strictObject({ ...facts, kind: z.literal("list_changed"), data: says.list_changed }),
  z.strictObject({ ...facts, kind: z.literal("turn_corrected"), data: says.turn_corrected }),
  z.strictObject({ ...facts, kind: z.literal("announcement"), data: says.announcement }),
]);
export type Notice = z.infer<typeof noticeSchema>;
/** What a notice says, with its kind. */
export type Telling = { [N in Notice as N["kind"]]: Pick<N, "kind" | "data"> }[Notice["kind"]];

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is not a time of day");
const channels = z.partialRecord(z.enum(NOTICE_KINDS), z.array(z.enum(CHANNELS)).max(CHANNELS.length));
const nearAt = z.number().int().min(1).max(NEAR_MOST);
const quiet = z.strictObject({ from: clock, to: clock });

/** What somebody, or a club, has chosen, and chooses: all of it each time; what is absent is not chosen. */
export const noticeChoicesSchema = z.strictObject({
  channels: channels.optional(),
  nearAt: nearAt.optional(),
  quiet: quiet.nullable().optional(),
});

/** Both layers of the settings: what holds for him is his own, else the club's, else the product's. */
export const noticeSettingsSchema = z.strictObject({ own: noticeChoicesSchema, club: noticeChoicesSchema });
export type KnownSettings = z.infer<typeof noticeSettingsSchema>;

export const listNoticesInput = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(200).optional(),
});
/** Those of one's own, or all that are there; with `until` all that one was told until that moment. */
export const readNoticesInput = z.strictObject({
  ids: z.array(id).min(1).max(KEPT_MOST).optional(),
  all: z.literal(true).optional(),
  until: time.optional(),
});

/** `GET /api/notifications`: the latest first. `unread` counts all of them, not those of this page. */
export interface NoticesPage {
  data: Notice[];
  unread: number;
  nextCursor: string | null;
  cursors: Cursors;
}

/** On the person's own stream: he was told something. `channels`: how he wants to hear of it at this moment. */
export const notified = defineEvent(
  "notification",
  1,
  z.strictObject({ notification: noticeSchema, channels: z.array(z.enum(CHANNELS)), timestamp: time }),
);
/** On the person's own stream: these were unread until then. */
export const noticesRead = defineEvent(
  "notification:read",
  1,
  z.strictObject({ ids: z.array(id), timestamp: time }),
);
/** On the person's own stream: these are gone, and so many of them were unread. */
export const noticesRemoved = defineEvent(
  "notification:removed",
  1,
  z.strictObject({ ids: z.array(id), unread: z.number().int().min(0), timestamp: time }),
);
/** On the person's own stream what he chose, on `org` what his club did. */
export const noticesChosen = defineEvent(
  "notification:settings",
  1,
  z.strictObject({ scope: z.enum(["own", "club"]), choices: noticeChoicesSchema, timestamp: time }),
);
export const noticeEvents = [notified, noticesRead, noticesRemoved, noticesChosen] as const;

type EventOf<E> = E extends { name: infer N; payload: infer P extends z.ZodType }
  ? { event: N; data: z.infer<P> }
  : never;
/** An event of this module, typed by its name. */
export type NoticeEvent = EventOf<(typeof noticeEvents)[number]>;
