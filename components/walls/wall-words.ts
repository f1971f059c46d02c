import type { createTranslator } from "next-intl";
import type { Catalogue } from "@/lib/i18n/catalogue";
import type { Locale } from "@/lib/users/vocabulary";
import type { WallState } from "@/lib/walls/contract";

type Texts = ReturnType<typeof createTranslator<Catalogue, "wall">>;

/** What is said aloud for a call, and in which language. */
export function callWords(
  text: string,
  state: WallState | null,
  texts: (locale: Locale) => Texts,
): { text: string; lang: string } {
  const { language = "es", privacy = "names" } = state?.club ?? {};
  const t = texts(language);
  const lang = language === "es" ? "es-CO" : "en-US";
  if (privacy === "numbers") return { text: t("sayNumber", { n: text }), lang };
  // Initials are spelt, not read as the end of a sentence.
  return { text: t("say", { name: text.replace(/\./g, "") }), lang };
}
