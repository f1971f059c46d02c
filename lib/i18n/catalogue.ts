import { type ClubWords, DEFAULT_WORDS } from "../organizations/vocabulary";
import type { Locale } from "../users/vocabulary";
import en from "./en.json";
import es from "./es.json";
import esAfiliado from "./es-afiliado.json";
import esCancha from "./es-cancha.json";
import esCasa from "./es-casa.json";
import esTee from "./es-tee.json";
import { inWords, type Overlays } from "./words";

export type Catalogue = typeof es;

const catalogues: Record<Locale, Catalogue> = { es, en };

/** Whole texts for each word that a club may choose beside the default ones; English has its own. */
export const OVERLAYS: Record<Locale, Overlays> = {
  es: { cancha: esCancha, tee: esTee, casa: esCasa, afiliado: esAfiliado },
  en: {},
};

/** All texts of a language, in the words of a club. */
export const catalogueOf = (locale: Locale, words: ClubWords = DEFAULT_WORDS): Catalogue =>
  inWords(catalogues[locale], OVERLAYS[locale], words);

/** Cookies that keep what a person chose; readable by the page, for a year. */
export const LOCALE_COOKIE = "locale";
export const THEME_COOKIE = "theme";
