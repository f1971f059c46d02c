import { cookies } from "next/headers";
import { createTranslator } from "next-intl";
import type { Locale, Theme } from "../users/vocabulary";
import { THEMES } from "../users/vocabulary";
import { chooseLocale, LOCALE_COOKIE, THEME_COOKIE } from "./catalogue";
import { compiledCatalogueOf } from "./compiled";

/** Server only: the language and theme of this request. */
export async function requestPreferences(): Promise<{ locale: Locale; theme: Theme }> {
  const jar = await cookies();
  return {
    locale: chooseLocale(jar.get(LOCALE_COOKIE)?.value),
    theme: THEMES.find((theme) => theme === jar.get(THEME_COOKIE)?.value) ?? "system",
  };
}

/** Server only: texts of this request's language, for titles and metadata. */
export async function requestTexts() {
  const { locale } = await requestPreferences();
  return createTranslator({ locale, messages: compiledCatalogueOf(locale) });
}
