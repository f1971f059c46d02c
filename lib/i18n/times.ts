/** A span of time in the largest units that matter to somebody who waits. */
export type Span =
  | { unit: "now" }
  | { unit: "seconds" | "minutes"; n: number }
  | { unit: "hours"; h: number }
  | { unit: "hoursMinutes"; h: number; m: number };

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** How long somebody waits, to the minute; a clock that runs behind the server's shows "now", never less. */
export function waitingSpan(ms: number): Span {
  const minutes = Math.floor(Math.max(0, ms) / MINUTE);
  if (minutes === 0) return { unit: "now" };
  if (minutes < 60) return { unit: "minutes", n: minutes };
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return m === 0 ? { unit: "hours", h } : { unit: "hoursMinutes", h, m };
}

/** How old data is: to the second in the first minute, where it tells whether to trust the screen. */
export function ageSpan(ms: number): Span {
  const seconds = Math.floor(Math.max(0, ms) / SECOND);
  if (seconds < 2) return { unit: "now" };
  return seconds < 60 ? { unit: "seconds", n: seconds } : waitingSpan(ms);
}

/** Time out on the course as h:mm. */
export function elapsed(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / MINUTE);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** A time of day as screens write it: 09:05, 13:05. */
export const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** Lower case without accents, so that "angel" finds "Ángel". */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const zoned = new Map<string, Intl.DateTimeFormat>();

/** Day (YYYY-MM-DD) and time of day (HH:MM) as this zone's clocks and calendars show them. */
export function localTime(instant: Date | number | string, timeZone: string): { day: string; clock: string } {
  let format = zoned.get(timeZone);
  if (!format) {
    const day = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
    format = new Intl.DateTimeFormat("en-CA", { ...day, ...CLOCK, timeZone });
    zoned.set(timeZone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    clock: `${parts.hour}:${parts.minute}`,
  };
}

/** The moment at which this instant's day began in this zone; where clocks skip midnight, the day's first moment. */
export function startOfDay(instant: Date, timeZone: string): Date {
  const { day } = localTime(instant, timeZone);
  // No zone's day is longer than 25 hours, and none changes its clocks within the minute.
  let [before, after] = [instant.getTime() - 26 * 60 * MINUTE, instant.getTime()];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localTime(middle, timeZone).day < day) before = middle;
    else after = middle;
  }
  return new Date(after);
}

/**
 * The moment at which a clock of that zone shows it. An hour that is skipped in spring is the one after it.
 * @param shown as a form gives it: `2026-11-20T05:30`
 */
export function momentIn(timeZone: string, shown: string): Date {
  const readAsUtc = (ms: number) => {
    const { day, clock } = localTime(ms, timeZone);
    return Date.parse(`${day}T${clock}Z`);
  };
  const wanted = Date.parse(`${shown}Z`);
  const first = wanted - (readAsUtc(wanted) - wanted);
  return new Date(first - (readAsUtc(first) - wanted));
}
