/** A day that was opened again waits to be closed by hand, or by the next day's close. */
export const CLOSE_STATES = ["closed", "reopened"] as const;
/** What happened to the close of a day, line by line. */
export const CLOSE_STEPS = ["closed", "reopened"] as const;
