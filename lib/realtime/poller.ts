import type { Clock } from "./clock";

export interface PollerOptions {
  clock: Clock;
  everyMs: number;
  /** Whether somebody can look and the device has a network; asked before each request. */
  allowed(): boolean;
  poll(): Promise<void>;
  /** After each attempt; `at` is when it was asked, so that an age computed from it never flatters. */
  polled(result: { at: number; error: unknown | null }): void;
}

/** The way without a socket: one request at a time, and none that nobody would see. */
export class Poller {
  readonly #options: PollerOptions;
  #cancel: (() => void) | null = null;
  #busy = false;
  #active = false;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  get active(): boolean {
    return this.#active;
  }

  /** Polls at once, then every `everyMs` after the answer. */
  start(): void {
    if (this.#active) return;
    this.#active = true;
    this.kick();
  }

  stop(): void {
    this.#active = false;
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Polls now instead of at the next beat; nothing while stopped. */
  kick(): void {
    if (!this.#active || this.#busy) return;
    this.#cancel?.();
    void this.#beat();
  }

  async #beat(): Promise<void> {
    const { clock, allowed, everyMs, poll, polled } = this.#options;
    if (allowed()) {
      const at = clock.now();
      this.#busy = true;
      const error: unknown = await poll().then(
        () => null,
        (reason: unknown) => reason ?? new Error("poll failed"),
      );
      this.#busy = false;
      if (!this.#active) return;
      polled({ at, error });
    }
    // Pages that lost the server in one instant drift apart instead of asking in one instant for ever.
    const wait = everyMs * (0.9 + 0.2 * clock.random());
    // Whoever heard of the result may have stopped the poller.
    if (this.#active) this.#cancel = clock.after(wait, () => void this.#beat());
  }
}
