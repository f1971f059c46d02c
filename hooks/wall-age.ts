/** What a device can say of time. */
export interface Clocks {
  /** Milliseconds that only go forward; on some devices they stand still while it sleeps. */
  steady(): number;
  /** The device's own idea of the time, in ms; it may be years off, so only differences of it count. */
  date(): number;
}

export const deviceClocks: Clocks = { steady: () => performance.now(), date: () => Date.now() };

/** How long ago something was: by whichever of the device's clocks went further, so that sleep counts too. */
export class Age {
  readonly #clocks: Clocks;
  readonly #steady: number;
  readonly #date: number;

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
    this.#steady = clocks.steady();
    this.#date = clocks.date();
  }

  get ms(): number {
    const { steady, date } = this.#clocks;
    return Math.max(0, steady() - this.#steady, date() - this.#date);
  }
}
