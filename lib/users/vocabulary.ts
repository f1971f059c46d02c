export const LOCALES = ["es", "en"] as const;
export type Locale = (typeof LOCALES)[number];
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Least characters of a password that is chosen. */
export const PASSWORD_LENGTH = 8;
