import { cookies } from "next/headers";
import { createTranslator } from "next-intl";
import { cache } from "react";
import { currentActor } from "../auth/page";
import { isDatabaseAway } from "../db/errors";
import { onlyClubLanguage, wordsOfClub } from "../organizations/queries";
import { type ClubWords, DEFAULT_WORDS } from "../organizations/vocabulary";
import { runtime } from "../runtime";
import { preferencesOf } from "../users/queries";
import type { Locale, Theme } from "../users/vocabulary";
import { LOCALES, THEMES } from "../users/vocabulary";
import { LOCALE_COOKIE, THEME_COOKIE } from "./catalogue";
import { compiledCatalogueOf } from "./compiled";

interface Preferences {
  locale: Locale;
  theme: Theme;
  words: ClubWords;
}

/**
 * Server only: the language, theme and club's words of this request. What was chosen on this device comes first, then
 * what its user chose on another one, then the club's language, before the sign-in too where the server has one club alone; at last
 * Spanish, for many of the club's phones were sold set to English. Before the sign-in the words are the default ones.
 */
export const requestPreferences = cache(async (): Promise<Preferences> => {
  const jar = await cookies();
  const locale = LOCALES.find((known) => known === jar.get(LOCALE_COOKIE)?.value);
  const theme = THEMES.find((known) => known === jar.get(THEME_COOKIE)?.value);
  const own = await storedPreferences();
  return {
    locale: locale ?? own?.locale ?? own?.clubLanguage ?? "es",
    theme: theme ?? own?.theme ?? "system",
    words: own?.words ?? DEFAULT_WORDS,
  };
});

/** null while the database is away: the page that says so needs a language too. */
async function storedPreferences() {
  const { db } = runtime().database;
  try {
    const actor = await currentActor();
    if (!actor) return { locale: null, theme: null, words: null, clubLanguage: await onlyClubLanguage(db) };
    const [chosen, words] = await Promise.all([
      preferencesOf(db, actor.userId),
      wordsOfClub(db, actor.organizationId),
    ]);
    return chosen && { ...chosen, words };
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    runtime().log.warn({ err: error }, "preferences could not be read");
    return null;
  }
}

/** Server only: texts of this request's language, for titles and metadata. */
export async function requestTexts() {
  const { locale, words } = await requestPreferences();
  return createTranslator({ locale, messages: compiledCatalogueOf(locale, words) });
}
