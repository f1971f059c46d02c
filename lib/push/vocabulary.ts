/** A person's devices; one more takes the place of the one that was longest without a word. */
export const SUBSCRIPTIONS_MOST = 10;
/** Refused so often in a row, for whatever reason: nobody listens there any more. */
export const FAILURES_MOST = 10;

/** Waits before the second try of a notice and each further one, in milliseconds; after the last it is given up. */
export const TRY_AGAIN_MS = [2_000, 10_000, 60_000, 300_000, 1_800_000] as const;

/** How a notice is sent: for how many seconds it is worth something, how urgent it is, and what it takes the place of. */
export interface Manner {
  ttl: number;
  urgency: "low" | "normal" | "high";
  /** A later notice of the same topic replaces this one, on its way and on the screen. */
  topic: string | null;
}

const HOUR = 3_600;
const MANNERS: Record<string, Manner> = {
  // Where he stands: only the latest word counts, and soon none does.
  near: { ttl: 900, urgency: "high", topic: "place" },
  next: { ttl: 900, urgency: "high", topic: "place" },
  called: { ttl: 600, urgency: "high", topic: "place" },
  list_changed: { ttl: 12 * HOUR, urgency: "normal", topic: null },
  turn_corrected: { ttl: 24 * HOUR, urgency: "low", topic: null },
  announcement: { ttl: 12 * HOUR, urgency: "normal", topic: null },
  test: { ttl: 60, urgency: "high", topic: "test" },
};
const OTHERWISE: Manner = { ttl: 6 * HOUR, urgency: "normal", topic: null };

export const mannerOf = (kind: string): Manner => MANNERS[kind] ?? OTHERWISE;

/** How a push service answered: taken; it knows no such device; refused for good; try again; not asked, for it fails. */
export const OUTCOMES = ["accepted", "gone", "refused", "failed", "paused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a worker knows when a push arrives. */
interface Arrival {
  kind: string;
  /** Its browser is a Chromium. */
  chromium: boolean;
  /** One of our pages is visible and has the focus. */
  inFront: boolean;
  /** That page has said the same already. */
  told: boolean;
}

/**
 * Whether a push may pass without a word of the system's, because the page in front has said it. Only Chromium lets a
 * worker be silent while one looks at a page of it; Safari takes the permission from whoever is, and Firefox counts. A
 * test is there to be seen.
 */
export const mayPassInSilence = ({ kind, chromium, inFront, told }: Arrival): boolean =>
  chromium && inFront && told && kind !== "test";

/** What a device gets, encrypted on the way: whole texts in its owner's language. */
export interface PushMessage {
  /** Of the notice; a test has one of its own. */
  id: string;
  kind: string;
  title: string;
  body: string;
  /** A path of this app, opened by a tap. */
  url: string;
  tag: string;
  locale: string;
  /** Of the badge on the app's icon; absent: as it was. */
  unread?: number;
}
