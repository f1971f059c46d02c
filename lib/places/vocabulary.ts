/**
 * What a change of the list did to one who waits in it. His own: `joined`, `moved`, `left`. Another's: `went` out, is
 * `absent`, was `removed` from the list, came or moved `ahead` of him, moved `behind` him. `other`: what no change explains.
 */
export const PLACE_CAUSES = [
  "joined",
  "moved",
  "left",
  "went",
  "absent",
  "removed",
  "ahead",
  "behind",
  "other",
] as const;
export type PlaceCause = (typeof PLACE_CAUSES)[number];
