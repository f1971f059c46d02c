/** What is said to the caddie himself in other words than of him; the latter are under `place.of`. */
const PERSONAL = [
  ...(["why", "joined", "moved", "left", "ahead", "behind"] as const),
  ...(["up", "down", "outside", "none", "offline"] as const),
];
type Personal = (typeof PERSONAL)[number];
const isPersonal = (key: string): key is Personal => PERSONAL.some((personal) => personal === key);

/** The text under `place` that says it to the caddie himself, or to the caddie master of him. */
export const placeKey = <K extends string>(own: boolean, key: K): K | `of.${K & Personal}` =>
  !own && isPersonal(key) ? `of.${key}` : key;
