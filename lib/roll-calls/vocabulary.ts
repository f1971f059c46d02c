/** What is said of a caddie whose name is called. */
export const ROLL_MARKS = ["present", "late", "absent", "permission"] as const;
export type RollMark = (typeof ROLL_MARKS)[number];
