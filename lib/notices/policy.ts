import type { Actor } from "../auth/actor";
import type { Telling } from "./contract";
import {
  type Channel,
  DEFAULT_SETTINGS,
  NOTICE_KINDS,
  type NoticeChoices,
  type NoticeSettings,
  type QuietHours,
} from "./vocabulary";

/** What the club proposes to everybody is its admins' choice. */
export const canSetClubNotices = (actor: Pick<Actor, "role">) => actor.role === "ADMIN";

/** What holds for somebody: what he chose, else what his club did, else what the product does. */
export function settingsFor(club: NoticeChoices, own: NoticeChoices): NoticeSettings {
  const channels = { ...DEFAULT_SETTINGS.channels };
  for (const kind of NOTICE_KINDS)
    channels[kind] = own.channels?.[kind] ?? club.channels?.[kind] ?? channels[kind];
  const [nearAt] = [own.nearAt, club.nearAt, DEFAULT_SETTINGS.nearAt].filter((n) => n !== undefined);
  const [quiet] = [own.quiet, club.quiet, DEFAULT_SETTINGS.quiet].filter((hours) => hours !== undefined);
  return { channels, nearAt: nearAt ?? DEFAULT_SETTINGS.nearAt, quiet: quiet ?? null };
}

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Minutes since midnight on the wall clock of that zone. */
function wallMinutes(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  return part("hour") * 60 + part("minute");
}

/**
 * When the quiet hours that hold at this moment end; null when none hold. From and to alike are no hours at all.
 * @param timeZone the club's, whose clock they are set by
 */
export function quietUntil(quiet: QuietHours | null, now: Date, timeZone: string): Date | null {
  if (!quiet) return null;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const at = wallMinutes(now, timeZone);
  const holds = from <= to ? from <= at && at < to : at >= from || at < to;
  if (!holds) return null;
  const end = new Date(now.getTime() - (now.getTime() % MINUTE) + minutesUntil(to, at) * MINUTE);
  // A night in which the clocks are changed is longer or shorter than they say.
  const off = minutesUntil(to, wallMinutes(end, timeZone));
  return new Date(end.getTime() + (off > DAY_MINUTES / 2 ? off - DAY_MINUTES : off) * MINUTE);
}

const minutesUntil = (to: number, from: number) => (to - from + DAY_MINUTES) % DAY_MINUTES;

/** Worth a noise at any hour: he is wanted now, or the club says so. */
const breaksQuiet = ({ kind, data }: Telling) =>
  kind === "called" || (kind === "announcement" && data.type === "urgent");

/** Worth nothing any more when the quiet hours are over. */
const PASSING: readonly Telling["kind"][] = ["near", "next", "called"];

export interface Delivery {
  /** How he wants to hear of it now. */
  channels: Channel[];
  /** When a push may go out; null: none is to be sent. */
  pushAfter: Date | null;
}

/** How somebody is told of this; null: not at all. */
export function deliveryOf(
  telling: Telling,
  settings: NoticeSettings,
  now: Date,
  timeZone: string,
): Delivery | null {
  const wanted = settings.channels[telling.kind];
  if (wanted.length === 0) return null;
  const until = breaksQuiet(telling) ? null : quietUntil(settings.quiet, now, timeZone);
  const pushes = wanted.includes("push") && !(until && PASSING.includes(telling.kind));
  const channels = until ? wanted.filter((channel) => channel === "app") : [...wanted];
  return { channels, pushAfter: pushes ? (until ?? now) : null };
}

/** Where a notice leads: the page on which what it tells of can be seen. */
export function placeOfNotice({ kind, data }: Telling): string {
  if (kind === "turn_corrected") return `/caddies/${data.caddieId}`;
  return kind === "announcement" ? "/avisos" : "/turnos";
}

/** A text of the catalogues under `notices`, with what stands in it. */
export interface Words {
  key:
    | `${Telling["kind"]}Title`
    | `${Exclude<Telling["kind"], "announcement">}Body`
    | "movedTitle"
    | "movedBody"
    | "reasonBody"
    | "warningTitle"
    | "urgentTitle";
  values: Record<string, string | number>;
}

const ANNOUNCED = { info: "announcementTitle", warning: "warningTitle", urgent: "urgentTitle" } as const;

/**
 * The two lines of a notice, for a page and for a locked phone alike. A body that somebody wrote stands as it is.
 * @param listName as the club calls that list
 */
export function wordsOf(
  telling: Telling,
  listName: (listNumber: number) => string,
): { title: Words; body: Words | string } {
  const words = (key: Words["key"], values: Words["values"] = {}): Words => ({ key, values });
  switch (telling.kind) {
    case "near": {
      const { listNumber, position } = telling.data;
      return {
        title: words("nearTitle", { ahead: position - 1 }),
        body: words("nearBody", { place: position, list: listName(listNumber) }),
      };
    }
    case "next":
      return {
        title: words("nextTitle"),
        body: words("nextBody", { list: listName(telling.data.listNumber) }),
      };
    case "called": {
      const { by, listNumber } = telling.data;
      return { title: words("calledTitle"), body: words("calledBody", { by, list: listName(listNumber) }) };
    }
    case "list_changed": {
      const { from, to, by, reason } = telling.data;
      const list = listName(to.listNumber);
      const title =
        from.listNumber === to.listNumber
          ? words("movedTitle", { place: to.position ?? 0 })
          : words("list_changedTitle", { list });
      const plain = from.listNumber === to.listNumber ? "movedBody" : "list_changedBody";
      return {
        title,
        body: reason
          ? words("reasonBody", { by, reason })
          : words(plain, { by, list, place: to.position ?? 0 }),
      };
    }
    case "turn_corrected":
      return {
        title: words("turn_correctedTitle"),
        body: words("turn_correctedBody", { by: telling.data.by }),
      };
    case "announcement": {
      const { type, message } = telling.data;
      return { title: words(ANNOUNCED[type]), body: message };
    }
  }
}
