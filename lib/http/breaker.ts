/** Failures in a row after which nobody knocks for a while. */
const FAILURES = 5;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/**
 * Stands before something that can fail repeatedly: after five failures in a row it is left alone for half a minute, then
 * one attempt is let through; each time that this one fails too, the pause doubles, up to ten minutes.
 */
export class Breaker {
  #failures = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #opensAt = 0;
  #trying = false;

  /** Whether it may be tried now; whoever gets a yes says how it went. */
  admits(now: number): boolean {
    if (this.#failures < FAILURES) return true;
    if (now < this.#opensAt || this.#trying) return false;
    this.#trying = true;
    return true;
  }

  /** When it is worth asking again, in ms since 1970. */
  get opensAt(): number {
    return this.#opensAt;
  }

  /** Nobody is let through, or only one to try. */
  get isShut(): boolean {
    return this.#failures >= FAILURES;
  }

  /** It was not asked after all: nothing is known. */
  untried(): void {
    this.#trying = false;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#trying = false;
  }

  failed(now: number): void {
    this.#failures++;
    if (this.#failures < FAILURES) return;
    // Those that were under way when it shut do not make the pause longer.
    if (this.#failures > FAILURES && !this.#trying) return;
    if (this.#trying) this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
    this.#trying = false;
    this.#opensAt = now + this.#pauseMs;
  }
}
