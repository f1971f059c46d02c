/** Longest name of a screen, in characters. */
export const WALL_NAME_LENGTH = 40;

/** Signs of a code: none looks like another from four metres, or on a remote's keyboard. */
export const CODE_SIGNS = "ACDEFHJKMNPRTWXY3479";
export const CODE_LENGTH = 6;

/** What somebody typed, as a code is written: spaces and dashes away, upper case. */
export const tidyCode = (typed: string) => typed.toUpperCase().replace(/[\s-]/g, "");

/** A screen is told how things stand this often, whatever happens: silence beyond it means that the way is broken. */
export const BEAT_MS = 10_000;
/** What was heard longer ago than this may not be taken for now: two beats, and a slow network's allowance. */
export const STALE_MS = 25_000;
/** Where nobody is called, whoever went out so lately counts as called. */
export const CALL_MS = 2 * 60_000;
/** A screen that was heard of within this is on. */
export const SEEN_MS = 45_000;

/** How many of the queue a screen shows. */
export const NEXT_SHOWN = 5;
/** How many of those who went out last. */
export const LAST_SHOWN = 4;
/** Announcements that a screen turns through; the older ones have been read by then. */
export const SAID_SHOWN = 6;
/** More are never out of one list at once; a screen that runs for weeks must not be handed a list without end. */
export const OUT_SHOWN = 60;
