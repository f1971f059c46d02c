/** How much of a name the public screen shows. */
export const WALL_PRIVACY = ["names", "initials", "numbers"] as const;

/**
 * What clubs call differently, each with the words that one chooses from, its default first. A word is no piece of a
 * text: it goes with an article. The catalogues have whole texts for each (lib/i18n/catalogue.ts).
 */
export const CLUB_WORDS = {
  /** Where one plays. */
  course: ["campo", "cancha"],
  /** Where a round begins. */
  tee: ["salida", "tee"],
  /** Where the caddies wait. */
  house: ["caseta", "casa"],
  /** Who plays. */
  member: ["socio", "afiliado"],
} as const;
export type Concept = keyof typeof CLUB_WORDS;
export type ClubWords = { [C in Concept]: (typeof CLUB_WORDS)[C][number] };
export type ClubWord = ClubWords[Concept];

export const CONCEPTS = Object.keys(CLUB_WORDS) as Concept[];
export const DEFAULT_WORDS: ClubWords = { course: "campo", tee: "salida", house: "caseta", member: "socio" };

/** A club's words in the order of `CONCEPTS`. */
export const wordsInOrder = (words: ClubWords): ClubWord[] => CONCEPTS.map((concept) => words[concept]);

/** Longest name of a club, in characters. */
export const CLUB_NAME_LENGTH = 80;
/** Longest name of a list: a tab of a phone holds no more. */
export const LIST_NAME_LENGTH = 24;
/** Lists that a club has at once. */
export const MAX_LISTS = 9;

/** What a list is called before a club names it; screens translate such a name, and no other. */
export const defaultListName = (number: number) => `Lista ${number}`;

const ZONE = /^(UTC|[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/;

/** Whether clocks here know this IANA name. */
export function isTimeZone(name: string): boolean {
  if (!ZONE.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
