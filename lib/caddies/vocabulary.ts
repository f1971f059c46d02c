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
  "order",
  "late",
  "called",
  "skipped",
  "no_show",
] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

/** Why the caddie stands where the move put him; the texts are in the catalogues under `rules`. */
export const MOVE_RULES = [
  "end_of_list",
  "place_restored",
  "chosen_place",
  "left_queue",
  "front_of_list",
  "place_kept",
  "after_present",
  "places_back",
  "drawn",
  "sorted",
  "manual",
  "day_close",
  "on_request",
  "day_order",
] as const;
export type MoveRule = (typeof MOVE_RULES)[number];

/** How a whole queue got its order at once: by name, by a draw, as a person wrote it down, or as it was before. */
export const LIST_ORDERS = ["ascending", "descending", "draw", "manual", "restored"] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

/** The stream of one rotation list, as the client names it. */
export const listStream = (listNumber: number) => `list-${listNumber}`;
export const ADMINS_STREAM = "admins";
export const USER_STREAM = "user";

/** Longest name of a caddie, in characters. */
export const NAME_LENGTH = 80;
/** Longest name of a member who asks for a caddie. */
export const MEMBER_LENGTH = 80;
export const PHONE_NUMBER = /^\+?[0-9][0-9 ()-]{3,22}$/;
