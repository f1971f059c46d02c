import compile from "icu-minify/compile";
import { type ClubWords, DEFAULT_WORDS, wordsInOrder } from "../organizations/vocabulary";
import type { Locale } from "../users/vocabulary";
import { type Catalogue, catalogueOf, OVERLAYS } from "./catalogue";
import type { Overlays, Texts } from "./words";

interface CompiledTree {
  [key: string]: ReturnType<typeof compile> | CompiledTree;
}

const done = new Map<string, Catalogue>();

/**
 * Server only: the catalogue with its texts already parsed, the one form that the bundled pages read: a phone does not
 * carry the parser. Typed as the catalogue that it was, so that keys and values are checked as ever.
 */
export function compiledCatalogueOf(locale: Locale, words: ClubWords = DEFAULT_WORDS): Catalogue {
  const name = [locale, ...wordsInOrder(words)].join();
  const known = done.get(name);
  if (known) return known;
  const compiled = plain(compileAll(catalogueOf(locale, words))) as unknown as Catalogue;
  done.set(name, compiled);
  return compiled;
}

/** Server only: what takes the place of those texts in a club's own words, parsed as they are. */
export const compiledOverlaysOf = (locale: Locale): Overlays => plain(compileAll(OVERLAYS[locale]));

// By way of JSON: the compiler's objects have no prototype, and such do not cross over to a page.
const plain = (tree: CompiledTree): CompiledTree => JSON.parse(JSON.stringify(tree));

function compileAll(tree: Texts): CompiledTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, text]) => [
      key,
      typeof text === "string" ? compile(text) : compileAll(text as Texts),
    ]),
  );
}
