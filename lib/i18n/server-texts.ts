import { createTranslator } from "use-intl/core";
import { type ClubWords, DEFAULT_WORDS, wordsInOrder } from "../organizations/vocabulary";
import type { Locale } from "../users/vocabulary";
import { catalogueOf } from "./catalogue";

const made = new Map<string, ReturnType<typeof translatorOf>>();

function translatorOf(locale: Locale, words: ClubWords) {
  return createTranslator({ locale, messages: catalogueOf(locale, words) });
}

/** What a device shows when its owner tries whether notices reach it. */
export function testTexts(locale: Locale): { title: string; body: string } {
  const t = serverTexts(locale);
  return { title: t("push.testTitle"), body: t("push.testBody") };
}

/** Texts for what leaves the server beside its pages, such as a push. Not in Next's bundle, which has no parser. */
export function serverTexts(
  locale: Locale,
  words: ClubWords = DEFAULT_WORDS,
): ReturnType<typeof translatorOf> {
  const name = [locale, ...wordsInOrder(words)].join();
  const known = made.get(name) ?? translatorOf(locale, words);
  made.set(name, known);
  return known;
}
