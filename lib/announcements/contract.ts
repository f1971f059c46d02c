import * as z from "zod";
import type { Cursors } from "../realtime/contract";
import { defineEvent } from "../realtime/event";
import { ANNOUNCEMENT_LENGTH, ANNOUNCEMENT_TYPES } from "./vocabulary";

const id = z.uuid();
const time = z.iso.datetime({ precision: 3 });
const listNumber = z.number().int().min(1).max(99);
const person = z.strictObject({ id, name: z.string() });
const type = z.enum(ANNOUNCEMENT_TYPES);

/** What the club says to all, or to one list. */
export const announcementSchema = z.strictObject({
  id,
  /** Plain text; never anything else. */
  message: z.string(),
  type,
  /** null: the whole club. */
  listNumber: listNumber.nullable(),
  author: person,
  createdAt: time,
  /** null: until it is withdrawn. */
  expiresAt: time.nullable(),
});
export type Announcement = z.infer<typeof announcementSchema>;

/** The same as its authors see it. */
export const sentAnnouncementSchema = announcementSchema.extend({
  /** To how many it was said, the author left out. */
  audience: z.number().int(),
  readCount: z.number().int(),
  withdrawnAt: time.nullable(),
});
export type SentAnnouncement = z.infer<typeof sentAnnouncementSchema>;

export const announceInput = z.strictObject({
  message: z.string().trim().min(1).max(ANNOUNCEMENT_LENGTH),
  type: type.default("info"),
  /** Without it, the whole club. */
  listNumber: listNumber.optional(),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});
export const announcementInput = z.strictObject({ announcementId: id });
export const listSentInput = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(200).optional(),
});

/** What a page shows until it is read: by whoever looks not yet read, not expired, not withdrawn, the latest first. */
export interface AnnouncementsSnapshot {
  data: Announcement[];
  cursors: Cursors;
}

/** On `org` or on the list's stream. */
export const announced = defineEvent(
  "system:announcement",
  1,
  z.strictObject({
    message: z.string(),
    type,
    timestamp: time,
    id,
    author: person,
    listNumber: listNumber.nullable(),
    expiresAt: time.nullable(),
    audience: z.number().int(),
  }),
);
/** Where it was announced. */
export const announcementWithdrawn = defineEvent(
  "announcement:withdrawn",
  1,
  z.strictObject({ announcementId: id, timestamp: time, by: person }),
);
/** To the reader's own devices, and to the admins. */
export const announcementRead = defineEvent(
  "announcement:read",
  1,
  z.strictObject({ announcementId: id, timestamp: time, by: person }),
);
export const announcementEvents = [announced, announcementWithdrawn, announcementRead] as const;

type EventOf<E> = E extends { name: infer N; payload: infer P extends z.ZodType }
  ? { event: N; data: z.infer<P> }
  : never;
/** An event of this module, typed by its name, on the stream that carried it. */
export type AnnouncementEvent = EventOf<(typeof announcementEvents)[number]> & { stream: string };
