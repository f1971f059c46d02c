import type { Locale } from "../users/vocabulary";
import en from "./en.json";
import es from "./es.json";

export type Catalogue = typeof es;

const catalogues: Record<Locale, Catalogue> = { es, en };

export const catalogueOf = (locale: Locale): Catalogue => catalogues[locale];

/** Cookies that keep what a person chose; readable by the page, for a year. */
export const LOCALE_COOKIE = "locale";
export const THEME_COOKIE = "theme";
