import * as z from "zod";
import { CLOCK_PATTERN } from "../i18n/days";
import { defineEvent } from "../realtime/event";
import { LOCALES } from "../users/vocabulary";
import {
  CLUB_NAME_LENGTH,
  CLUB_WORDS,
  isTimeZone,
  LIST_NAME_LENGTH,
  MAX_LISTS,
  WALL_PRIVACY,
} from "./vocabulary";

const time = z.iso.datetime({ precision: 3 });
const version = z.number().int().min(1);
const listNumber = z.number().int().min(1).max(99);
const listName = z.string().trim().min(1).max(LIST_NAME_LENGTH);
const clubName = z.string().trim().min(1).max(CLUB_NAME_LENGTH);
const timeZone = z.string().max(64).refine(isTimeZone, { error: "is not a time zone" });
const language = z.enum(LOCALES);
const wallPrivacy = z.enum(WALL_PRIVACY);
const closeAt = z.string().regex(CLOCK_PATTERN, "is not a time of day");
/** What the club calls its things: screens and pushes speak so. */
export const clubWordsSchema = z.strictObject({
  course: z.enum(CLUB_WORDS.course),
  tee: z.enum(CLUB_WORDS.tee),
  house: z.enum(CLUB_WORDS.house),
  member: z.enum(CLUB_WORDS.member),
});
const list = z.strictObject({ number: listNumber, name: z.string() });

/** A club as everybody of it may know it. */
export const clubSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  timeZone: z.string(),
  /** For whoever has not chosen one himself. */
  language,
  /** How much of a name the public screen shows. */
  wallPrivacy,
  /** When the day is closed, HH:MM on the club's clock. */
  closeAt: z.string(),
  words: clubWordsSchema,
  /** By number. */
  lists: z.array(list),
  /** Removed lists, by number: histories still name them. */
  formerLists: z.array(list),
  version,
  updatedAt: time,
});
export type Club = z.infer<typeof clubSchema>;

/** A new club; its lists get the numbers 1, 2, 3 … in this order. */
export const newClubSchema = z.strictObject({
  name: clubName,
  timeZone,
  language: language.default("es"),
  lists: z.array(listName).min(1).max(MAX_LISTS),
});
export type NewClub = z.infer<typeof newClubSchema>;

/**
 * What is absent stays. `lists`: all that the club shall have, by number; one without a number is new and gets the next
 * that was never given, one that is missing is removed.
 */
export const updateClubInput = z.strictObject({
  name: clubName.optional(),
  timeZone: timeZone.optional(),
  language: language.optional(),
  wallPrivacy: wallPrivacy.optional(),
  closeAt: closeAt.optional(),
  words: clubWordsSchema.partial().optional(),
  lists: z
    .array(z.strictObject({ number: listNumber.optional(), name: listName }))
    .min(1)
    .max(MAX_LISTS)
    .optional(),
  expectedVersion: version.optional(),
});
export type ClubChange = z.input<typeof updateClubInput>;

/** On `org`: every page of the club shows its new names at once. */
export const clubChanged = defineEvent(
  "club:changed",
  3,
  z.strictObject({
    club: clubSchema,
    by: z.strictObject({ id: z.uuid(), name: z.string() }),
    timestamp: time,
  }),
);
