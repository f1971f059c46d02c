// A club's days, as its own clock counts them. A day is written YYYY-MM-DD, a time of day HH:MM.

const DAY = 86_400_000;
export const DAY_PATTERN = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const CLOCK_PATTERN = /^([01]\d|2[0-3]):[0-5]\d$/;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the zone's clock shows, as if it stood in UTC: ms since 1970. */
function wallOf(ms: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    const two = "2-digit";
    format = new Intl.DateTimeFormat("en-CA", {
      ...{ timeZone, hourCycle: "h23", year: "numeric", month: two, day: two },
      ...{ hour: two, minute: two, second: two },
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((ms % 1000) + 1000) % 1000);
}

const written = (wall: number) => new Date(wall).toISOString().slice(0, 10);

/** The day that the clock of this zone shows. */
export const dayOf = (ms: number, timeZone: string): string => written(wallOf(ms, timeZone));

/** Minutes since midnight on the clock of this zone. */
export const minuteOf = (ms: number, timeZone: string): number =>
  Math.floor((wallOf(ms, timeZone) % DAY) / 60_000);

/** So many days later, or earlier. */
export const addDays = (day: string, days: number): string => written(Date.parse(day) + days * DAY);

/** 0 is Sunday. */
export const weekdayOf = (day: string): number => new Date(day).getUTCDay();

/**
 * The instant at which the zone's clock shows this time of that day, in ms since 1970. In an hour that the clock shows
 * twice, the first; in one that it leaps over, as much later as it leapt.
 */
export function instantOf(day: string, clock: string, timeZone: string): number {
  const wall = Date.parse(`${day}T${clock}:00.000Z`);
  const offsetAt = (ms: number) => wallOf(ms, timeZone) - ms;
  const [earlier, later] = [wall - offsetAt(wall - DAY), wall - offsetAt(wall + DAY)];
  const shown = [earlier, later].filter((ms) => wallOf(ms, timeZone) === wall);
  return shown.length > 0 ? Math.min(...shown) : earlier;
}
