/** What a caddie asks for himself, and what the club decides about him. */
export const ABSENCE_KINDS = ["permission", "sanction"] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

/** `approved` until its last day is over; whether it has begun is told by `startedAt`. */
export const ABSENCE_STATES = ["requested", "approved", "refused", "cancelled", "over"] as const;
export type AbsenceState = (typeof ABSENCE_STATES)[number];

/** Longest absence, and how far ahead one may begin, in days. */
export const ABSENCE_DAYS = 366;
export const ABSENCE_REASON_LENGTH = 200;
