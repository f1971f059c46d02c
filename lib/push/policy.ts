import { type Manner, type Outcome, TRY_AGAIN_MS } from "./vocabulary";

/** Names that no public server has (RFC 6761, 6762, 8375). */
const NOT_PUBLIC =
  /(^|\.)(localhost|local|internal|intranet|lan|home|home\.arpa|corp|test|example|invalid|onion)\.?$/i;

/**
 * Whether this server may send to an address that a browser named: https to the usual port of a public name, and nothing
 * that leads back inside. What the name resolves to is checked when it is sent. `allowed`: origins that the operator trusts.
 */
export function mayPushTo(endpoint: string, allowed: ReadonlySet<string>): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, origin, hostname, port, username, password } = new URL(endpoint);
  if (username !== "" || password !== "") return false;
  if (allowed.has(origin)) return true;
  const isName = /^[a-z0-9-]+(\.[a-z0-9-]+)+\.?$/i.test(hostname) && !/^[\d.]+$/.test(hostname);
  return protocol === "https:" && port === "" && isName && !NOT_PUBLIC.test(hostname);
}

interface Tried {
  /** The tries so far, this one included. */
  tries: number;
  createdAt: Date;
}

export interface Verdict {
  state: "none" | "due" | "sent" | "failed";
  /** Not before then; null where it is over. */
  after: Date | null;
  tries: number;
}

/**
 * What becomes of a notice after a try. With no device that listens there was nothing to send. What every device took, or
 * refused for good, is over; where one may still take it, it is due again, later each time, unless it would come too late
 * to be true. A try that a shut service did not let happen does not count.
 */
export function verdictOf(
  { tries, createdAt }: Tried,
  { ttl, topic }: Pick<Manner, "ttl" | "topic">,
  results: readonly { outcome: Outcome; retryAt: number | null }[],
  now: Date,
): Verdict {
  const over = (state: Verdict["state"]): Verdict => ({ state, after: null, tries });
  if (results.length === 0) return over("none");
  const waiting = results.filter(({ outcome }) => outcome === "failed" || outcome === "paused");
  const heard = results.some(({ outcome }) => outcome === "accepted");
  if (waiting.length === 0) return over(heard ? "sent" : "failed");
  const failed = waiting.some(({ outcome }) => outcome === "failed");
  const pause = failed ? TRY_AGAIN_MS[tries - 1] : 0;
  if (pause === undefined) return over(heard ? "sent" : "failed");
  const earliest = Math.min(...waiting.map(({ retryAt }) => retryAt ?? 0));
  const after = Math.max(now.getTime() + pause, earliest);
  // A place in the queue is true for minutes; everything else still says something tomorrow.
  if (topic !== null && after > createdAt.getTime() + ttl * 1_000) return over(heard ? "sent" : "failed");
  return { state: "due", after: new Date(after), tries: failed ? tries : tries - 1 };
}
