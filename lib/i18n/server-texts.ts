import { createTranslator } from "use-intl/core";
import type { Locale } from "../users/vocabulary";
import { catalogueOf } from "./catalogue";

const made = new Map<Locale, ReturnType<typeof translatorOf>>();

function translatorOf(locale: Locale) {
  return createTranslator({ locale, messages: catalogueOf(locale) });
}

/** What a device shows when its owner tries whether notices reach it. */
export function testTexts(locale: Locale): { title: string; body: string } {
  const t = serverTexts(locale);
  return { title: t("push.testTitle"), body: t("push.testBody") };
}

/** Texts for what leaves the server beside its pages, such as a push. Not in Next's bundle, which has no parser. */
export function serverTexts(locale: Locale): ReturnType<typeof translatorOf> {
  const known = made.get(locale) ?? translatorOf(locale);
  made.set(locale, known);
  return known;
}
