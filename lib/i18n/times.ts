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
