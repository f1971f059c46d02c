/** The club's own words: Spanish everywhere, on the wire too. */
export const CADDIE_STATUSES = ["Disponible", "En campo", "Ausente"] as const;

export const TURN_STATUSES = ["open", "finished", "voided"] as const;

/** What happened to a caddie, line by line of his history. */
export const MOVE_KINDS = [
  "added",
  "status",
  "position",
  "list",
  "edited",
  "removed",
  "undone",
  "turn",
] as const;

/** Why the caddie stands where the move put him; the texts are in the catalogues under `rules`. */
export const MOVE_RULES = ["end_of_list", "place_restored", "chosen_place", "left_queue"] as const;

/** The stream of one rotation list, as the client names it. */
export const listStream = (listNumber: number) => `list-${listNumber}`;
export const ADMINS_STREAM = "admins";
export const USER_STREAM = "user";

/** Longest name of a caddie, in characters. */
export const NAME_LENGTH = 80;
export const PHONE_NUMBER = /^\+?[0-9][0-9 ()-]{3,22}$/;
