import type { createTranslator } from "next-intl";
import type { Catalogue } from "@/lib/i18n/catalogue";
import { inWords, type Overlays } from "@/lib/i18n/words";
import { DEFAULT_WORDS } from "@/lib/organizations/vocabulary";
import type { Locale } from "@/lib/users/vocabulary";
import type { WallState } from "@/lib/walls/contract";

/** What a screen can say, in each language: its texts, and those of clubs that call a thing otherwise. */
export type WallTexts = Record<Locale, { texts: Catalogue; overlays: Overlays }>;

/** The texts of a screen in its club's language and words; Spanish as long as it has no club. */
export function textsOf(
  all: WallTexts,
  club: WallState["club"] | undefined,
): { locale: Locale; messages: Catalogue } {
  const { language: locale = "es", words = DEFAULT_WORDS } = club ?? {};
  const { texts, overlays } = all[locale];
  return { locale, messages: inWords(texts, overlays, words) };
}

type Texts = ReturnType<typeof createTranslator<Catalogue, "wall">>;

/** What is said aloud for a call, and in which language. */
export function callWords(
  text: string,
  state: WallState | null,
  texts: (club: WallState["club"] | undefined) => Texts,
): { text: string; lang: string } {
  const { language = "es", privacy = "names" } = state?.club ?? {};
  const t = texts(state?.club);
  const lang = language === "es" ? "es-CO" : "en-US";
  if (privacy === "numbers") return { text: t("sayNumber", { n: text }), lang };
  // Initials are spelt, not read as the end of a sentence.
  return { text: t("say", { name: text.replace(/\./g, "") }), lang };
}
