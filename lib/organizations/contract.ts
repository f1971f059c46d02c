import * as z from "zod";
import { LOCALES } from "../users/vocabulary";
import { CLUB_NAME_LENGTH, isTimeZone, LIST_NAME_LENGTH, MAX_LISTS } from "./vocabulary";

const listName = z.string().trim().min(1).max(LIST_NAME_LENGTH);

/** A new club; its lists get the numbers 1, 2, 3 … in this order. */
export const newClubSchema = z.strictObject({
  name: z.string().trim().min(1).max(CLUB_NAME_LENGTH),
  timeZone: z.string().max(64).refine(isTimeZone, { error: "is not a time zone" }),
  language: z.enum(LOCALES).default("es"),
  lists: z.array(listName).min(1).max(MAX_LISTS),
});
export type NewClub = z.infer<typeof newClubSchema>;
