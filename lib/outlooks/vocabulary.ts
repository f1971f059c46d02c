/** How far back the days are that a forecast is made of. */
export const OUTLOOK_WEEKS = 8;
/** Fewer days of a kind prove nothing. */
export const DAYS_NEEDED = 6;
