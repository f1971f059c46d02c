import { useNow as useRenderedNow } from "next-intl";
import { useCallback, useSyncExternalStore } from "react";
import { Listeners } from "./listeners";

/** One ticking clock for all who want the same period. */
class SharedClock {
  readonly #everyMs: number;
  readonly #listeners = new Listeners();
  #count = 0;
  #timer: ReturnType<typeof setInterval> | null = null;
  #now = Date.now();

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    const end = this.#listeners.subscribe(listener);
    this.#count += 1;
    this.#timer ??= setInterval(() => this.#tick(), this.#everyMs);
    return () => {
      end();
      this.#count -= 1;
      if (this.#count > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  };

  /** The last tick; while nobody listens, never older than one period. */
  readonly read = (): number => {
    if (this.#timer === null && Date.now() - this.#now >= this.#everyMs) this.#now = Date.now();
    return this.#now;
  };

  #tick(): void {
    this.#now = Date.now();
    this.#listeners.tell();
  }
}

const clocks = new Map<number, SharedClock>();

/**
 * Milliseconds since 1970 at the last tick of the page's clock of that period; a time that has just
 * come from the server may lie up to one period after it. While hydrating it is the server's moment,
 * if the texts' provider was given one (`now`).
 */
export function useNow(everyMs: number): number {
  const rendered = useRenderedNow().getTime();
  const clock = clocks.get(everyMs) ?? new SharedClock(everyMs);
  clocks.set(everyMs, clock);
  const onServer = useCallback(() => rendered, [rendered]);
  return useSyncExternalStore(clock.subscribe, clock.read, onServer);
}
