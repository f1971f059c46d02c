/** All waits of the browser's connection, in milliseconds; tests shorten them. */
export interface Timing {
  /** Not live for this long: the page begins to poll. */
  patience: number;
  pollEvery: number;
  /** A round trip that takes longer on waking means that the socket is dead. */
  roundTrip: number;
  /** Often enough to be shown, rare enough to cost under 100 bytes a minute. */
  measureEvery: number;
  /** From the first byte to `sync:ready`; longer is a failed attempt. */
  ready: number;
  /** Least wait after RATE_LIMITED. */
  rateLimited: number;
  /** Live for this long: the next loss starts the backoff from its beginning. */
  steady: number;
  ack: number;
  /** Least time between two reports of "heard just now". */
  heardEvery: number;
}

export const TIMING: Timing = {
  patience: 6_000,
  pollEvery: 5_000,
  roundTrip: 2_000,
  measureEvery: 600_000,
  ready: 10_000,
  rateLimited: 10_000,
  steady: 5_000,
  ack: 5_000,
  heardEvery: 1_000,
};

/** Failed attempts after which the page begins to poll. */
export const FAILED_TRIES = 3;

/** A gap shorter than this is usually a packet on its way; a longer one is asked for. */
export const GAP_PATIENCE_MS = 200;

/** Heads that were not reached by then are not confirmed: whoever asked has stopped waiting. */
export const CONFIRM_WITHIN_MS = 10_000;
