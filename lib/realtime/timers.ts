import type { Clock } from "./clock";

/** Named timers, at most one under each name: setting one takes the earlier one back. */
export class Timers<Name extends string> {
  readonly #clock: Clock;
  readonly #running = new Map<Name, () => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(name: Name, ms: number, task: () => void): void {
    this.clear(name);
    this.#running.set(
      name,
      this.#clock.after(ms, () => {
        this.#running.delete(name);
        task();
      }),
    );
  }

  clear(name: Name): void {
    this.#running.get(name)?.();
    this.#running.delete(name);
  }
}
