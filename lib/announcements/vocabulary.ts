/** How much it matters; the most urgent is shown first. */
export const ANNOUNCEMENT_TYPES = ["info", "warning", "urgent"] as const;
export type AnnouncementType = (typeof ANNOUNCEMENT_TYPES)[number];

/** Longest text, in characters: what a phone shows without scrolling. */
export const ANNOUNCEMENT_LENGTH = 280;
/** A notice that is to stay longer belongs on the wall of the caddie house. */
export const ANNOUNCED_DAYS_MOST = 90;
