/**
 * `committed`: promised, not drawn yet. `revealed`: drawn; the list has this order. `cancelled`: given up before it was
 * drawn. `annulled`: given up after it. `lapsed`: its day went by. None is ever deleted.
 */
export const DRAW_STATES = ["committed", "revealed", "cancelled", "annulled", "lapsed"] as const;
export type DrawState = (typeof DRAW_STATES)[number];

/** How long before its hour a draw may be promised, in days. */
export const DRAW_AHEAD_DAYS = 7;
/** Bytes of a seed. */
export const SEED_BYTES = 32;
