import type { Logger } from "./logger";

type Reason =
  | "foreign origin"
  | "malformed request"
  | "malformed upgrade"
  | "malformed frame"
  | "malformed packet"
  | "message too large"
  | "request too slow"
  | "too many bytes"
  | "too many connections"
  | "too many events"
  | "too many failed handshakes"
  | "too many failed sign-ins"
  | "too many frames";

export interface Suspicion {
  /** Whoever is known to do it. */
  userId?: string;
  /** As failures are counted: behind a trusted proxy the forwarded one. */
  address: string;
  reason: Reason;
}

const WINDOW_MS = 60_000;
/** Addresses and users that are named per reason and minute; whoever comes beyond is counted in one line. */
const NAMED = 100;

interface Tally {
  /** Since the last line. */
  more: number;
}
/** What was told of late, per log: reason → whose → how often. */
const told = new WeakMap<Logger, Map<Reason, Map<string, Tally>>>();

/**
 * Tells the log of suspicious behaviour, at warn. An attack must not fill the disk: a user (or an address without
 * one) is named once a minute for one reason, and then with how often it happened meanwhile.
 */
export function suspicious(log: Logger, { userId, address, reason }: Suspicion): void {
  const reasons = told.get(log) ?? new Map<Reason, Map<string, Tally>>();
  told.set(log, reasons);
  const tallies = reasons.get(reason) ?? new Map<string, Tally>();
  reasons.set(reason, tallies);
  const own = userId ?? address;
  const key = tallies.has(own) || tallies.size < NAMED ? own : "others";
  const known = tallies.get(key);
  if (known) {
    known.more++;
    return;
  }
  const fields = key === own ? { userId, address, reason } : { address: key, reason };
  const tally: Tally = { more: 0 };
  tallies.set(key, tally);
  log.warn(fields, "suspicious");
  const window = setInterval(() => {
    if (tally.more === 0) {
      tallies.delete(key);
      clearInterval(window);
      return;
    }
    log.warn({ ...fields, count: tally.more }, "suspicious");
    tally.more = 0;
  }, WINDOW_MS).unref();
}
