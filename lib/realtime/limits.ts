import { RateLimiterMemory } from "rate-limiter-flexible";

/**
 * What one connection, one user or one failing address may do. A whole club sits behind one address: nothing that
 * succeeds is counted per address.
 */
export const EVENTS_PER_MINUTE = 100;
export const EVENT_BURST_PER_SECOND = 20;
export const CONNECTS_PER_MINUTE = 30;
export const FAILURES_PER_MINUTE = 100;
/** Bytes of one message from a client; a larger one ends the connection. */
export const MAX_MESSAGE_BYTES = 10_240;
/** Tries to sign in on one connection. */
export const MAX_SIGN_INS = 5;
/**
 * Frames of any kind from one connection: so many at once, and so many a second. Far above what events need: these are
 * told RATE_LIMITED first, and this is for whatever is no event.
 */
export const FRAMES: Rate = { burst: 400, perSecond: 10 };
/** Bytes from one connection: 20 of the largest messages at once, and 100 of them in a minute, with room. */
export const BYTES: Rate = { burst: 256 * 1024, perSecond: 32 * 1024 };
/** A consumer with more than this waiting is cut off and catches up by its cursor. */
export const MAX_WAITING_PACKETS = 1000;
export const MAX_WAITING_BYTES = 4 * 1024 * 1024;

export const createLimits = () => ({
  eventsPerMinute: new RateLimiterMemory({ points: EVENTS_PER_MINUTE, duration: 60 }),
  eventBurst: new RateLimiterMemory({ points: EVENT_BURST_PER_SECOND, duration: 1 }),
  connects: new RateLimiterMemory({ points: CONNECTS_PER_MINUTE, duration: 60 }),
  failures: new RateLimiterMemory({ points: FAILURES_PER_MINUTE, duration: 60 }),
});
export type Limits = ReturnType<typeof createLimits>;

/** Takes one point; false when there is none left. `overdrawn`: how far beyond the limit the key is by now. */
export async function take(
  limiter: RateLimiterMemory,
  key: string,
): Promise<{ ok: boolean; overdrawn: number }> {
  try {
    await limiter.consume(key);
    return { ok: true, overdrawn: 0 };
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    const { consumedPoints } = refused as { consumedPoints: number };
    return { ok: false, overdrawn: consumedPoints - limiter.points };
  }
}

interface Rate {
  burst: number;
  perSecond: number;
}

/** A stock that refills steadily; cheap enough to ask for every frame. */
export class Allowance {
  readonly #rate: Rate;
  #left: number;
  #at = performance.now();

  constructor(rate: Rate) {
    this.#rate = rate;
    this.#left = rate.burst;
  }

  /** Takes so much; false when there is not enough left. */
  take(amount: number): boolean {
    const now = performance.now();
    const refilled = this.#left + ((now - this.#at) / 1000) * this.#rate.perSecond;
    this.#left = Math.min(this.#rate.burst, refilled) - amount;
    this.#at = now;
    return this.#left >= 0;
  }
}
