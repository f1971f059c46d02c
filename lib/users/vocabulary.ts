export const LOCALES = ["es", "en"] as const;
export type Locale = (typeof LOCALES)[number];
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** `invited`: has no password yet, so nobody can sign in with the account. */
export const USER_STATES = ["invited", "active", "disabled"] as const;
export type UserState = (typeof USER_STATES)[number];

/** A first password, or another one in place of a forgotten one. */
export const INVITATION_KINDS = ["invite", "reset"] as const;
export type InvitationKind = (typeof INVITATION_KINDS)[number];

/** Why a link is no longer good for anything. */
export const INVITATION_STATES = ["open", "used", "expired", "replaced"] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** Caddies who are invited at once: the longest list of any club, on 25 sheets. */
export const MOST_INVITED = 200;

/** Printed at the start of every demo server, so it protects nobody. */
export const DEMO_PASSWORD = "caddiepro";
/** Least characters of a password that is chosen. */
export const PASSWORD_LENGTH = 8;
/** Most characters of any password: hashing a longer one would be a burden that anybody can send. */
export const PASSWORD_MOST = 200;
/** Longest name of a person, in characters. */
export const PERSON_NAME_LENGTH = 80;

/** Under this name histories say that a rule acted by the clock, and nobody's finger. */
export const SYSTEM_NAME = "CaddiePro";
