/** How the order of a day is made: as the day before left it, by name, by lot, or by the master's hand. */
export const ORDER_MODES = ["rotation", "ascending", "descending", "draw", "manual"] as const;

/** Where one goes who comes back from the course. */
export const RETURN_PLACES = ["end", "front", "kept"] as const;
/** Where one goes who was not there at the hour of the call. */
export const LATE_PLACES = ["end", "kept", "after_present"] as const;
/** Where one goes who was absent and is back. */
export const ABSENT_PLACES = ["end", "kept"] as const;

/** So many places back. */
interface PlacesBack {
  places: number;
}
export type SkipTo = "end" | PlacesBack;
export type NoShowTo = "end" | "absent" | PlacesBack;

/** What a club has decided for one list. */
export interface Rules {
  orderMode: (typeof ORDER_MODES)[number];
  returnTo: (typeof RETURN_PLACES)[number];
  lateTo: (typeof LATE_PLACES)[number];
  absentTo: (typeof ABSENT_PLACES)[number];
  noShowTo: NoShowTo;
  skipTo: SkipTo;
  /** null: as many as there are. */
  maxTurnsPerDay: number | null;
  /** Hour of the roll call as HH:MM on the club's clock; null: there is none. */
  callAt: string | null;
  /** The club calls a caddie before it sends him out. */
  callsFirst: boolean;
  /** How long a round takes, in minutes, by its holes. */
  expectedMinutes: { 9: number; 18: number };
}

/** A list that nobody has decided anything for. */
export const DEFAULT_RULES: Rules = {
  orderMode: "rotation",
  returnTo: "end",
  lateTo: "end",
  absentTo: "end",
  noShowTo: "end",
  skipTo: { places: 1 },
  maxTurnsPerDay: null,
  callAt: null,
  callsFirst: false,
  expectedMinutes: { 9: 140, 18: 270 },
};

/** More would be the end of any list. */
export const MOST_PLACES = 50;
/** More than anybody walks. */
export const MOST_TURNS = 9;
/** A round takes so many minutes at least, and at most. */
export const ROUND_MINUTES = { least: 30, most: 600 };
