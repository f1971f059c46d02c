import type { Locale } from "../users/vocabulary";
import { LOCALES } from "../users/vocabulary";
import en from "./en.json";
import es from "./es.json";

export type Catalogue = typeof es;

const catalogues: Record<Locale, Catalogue> = { es, en };

export const catalogueOf = (locale: Locale): Catalogue => catalogues[locale];

/** Cookies that keep what a person chose; readable by the page, for a year. */
export const LOCALE_COOKIE = "locale";
export const THEME_COOKIE = "theme";

/** Spanish unless the person chose otherwise: many of the club's phones were sold set to English. */
export function chooseLocale(cookie: string | undefined): Locale {
  return LOCALES.find((locale) => locale === cookie) ?? "es";
}
