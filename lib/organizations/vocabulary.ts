/** How much of a name the public screen shows. */
export const WALL_PRIVACY = ["names", "initials", "numbers"] as const;

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
