import type * as z from "zod";
import type { Actor } from "./auth/actor";
import { caddieEvents } from "./caddies/contract";
import { ADMINS_STREAM, listStream, USER_STREAM } from "./caddies/vocabulary";
import { clubChanged } from "./organizations/contract";
import { ORG_STREAM } from "./realtime/rooms";
import { userEvents } from "./users/contract";

/** The union of all modules' events of record; the only file that knows them all. */
export const events = [...caddieEvents, clubChanged, ...userEvents] as const;

type EventMapOf<E extends { name: string; payload: z.ZodType }> = {
  [K in E as K["name"]]: z.infer<K["payload"]>;
};
export type EventMap = EventMapOf<(typeof events)[number]>;
export type EventName = keyof EventMap;

const byName = new Map(events.map((e) => [e.name as string, e]));
/** The strict payload schema of an event; the log refuses to append what does not fit. */
export const payloadOf = (name: EventName): z.ZodType => byName.get(name)?.payload as z.ZodType;

/** Client names of the streams that this user hears, by assignment: himself, his club, his lists, his role. */
export function streamsOf(actor: Pick<Actor, "role" | "lists">): string[] {
  const streams = [USER_STREAM, ORG_STREAM, ...actor.lists.map(listStream)];
  return actor.role === "ADMIN" ? [...streams, ADMINS_STREAM] : streams;
}
