import type * as z from "zod";
import { absenceSaved } from "./absences/contract";
import { announcementEvents } from "./announcements/contract";
import type { Actor } from "./auth/actor";
import { caddieEvents } from "./caddies/contract";
import { ADMINS_STREAM, listStream, USER_STREAM } from "./caddies/vocabulary";
import { dayClosed } from "./closes/contract";
import { drawEvents } from "./draws/contract";
import { noticeEvents } from "./notices/contract";
import { clubChanged } from "./organizations/contract";
import { photoChanged } from "./photos/contract";
import { ORG_STREAM } from "./realtime/rooms";
import { rollCallEvents } from "./roll-calls/contract";
import { rulesChanged } from "./rules/contract";
import { userEvents } from "./users/contract";
import { wallEvents } from "./walls/contract";

/** The union of all modules' events of record; the only file that knows them all. */
export const events = [
  ...caddieEvents,
  rulesChanged,
  ...drawEvents,
  ...rollCallEvents,
  absenceSaved,
  dayClosed,
  clubChanged,
  ...userEvents,
  photoChanged,
  ...noticeEvents,
  ...announcementEvents,
] as const;

type EventMapOf<E extends { name: string; payload: z.ZodType }> = {
  [K in E as K["name"]]: z.infer<K["payload"]>;
};
/** With those that screens are told of. */
const all = [...events, ...wallEvents] as const;
export type EventMap = EventMapOf<(typeof all)[number]>;
export type EventName = keyof EventMap;

const byName = new Map(all.map((e) => [e.name as string, e]));
/** The strict payload schema of an event; the log refuses to append what does not fit. */
export const payloadOf = (name: EventName): z.ZodType => byName.get(name)?.payload as z.ZodType;

/** Client names of the streams that this user hears, by assignment: himself, his club, his lists, his role. */
export function streamsOf(actor: Pick<Actor, "role" | "lists">): string[] {
  const streams = [USER_STREAM, ORG_STREAM, ...actor.lists.map(listStream)];
  return actor.role === "ADMIN" ? [...streams, ADMINS_STREAM] : streams;
}
