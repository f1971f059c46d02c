import compile from "icu-minify/compile";
import type { Locale } from "../users/vocabulary";
import { type Catalogue, catalogueOf } from "./catalogue";

interface CompiledTree {
  [key: string]: ReturnType<typeof compile> | CompiledTree;
}
interface Tree {
  [key: string]: string | Tree;
}

const done = new Map<Locale, Catalogue>();

/**
 * Server only: the catalogue with its texts already parsed, the one form that the bundled pages read: a phone does not
 * carry the parser. Typed as the catalogue that it was, so that keys and values are checked as ever.
 */
export function compiledCatalogueOf(locale: Locale): Catalogue {
  const known = done.get(locale);
  if (known) return known;
  // By way of JSON: the compiler's objects have no prototype, and such do not cross over to a page.
  const compiled: Catalogue = JSON.parse(JSON.stringify(compileAll(catalogueOf(locale))));
  done.set(locale, compiled);
  return compiled;
}

function compileAll(tree: Tree): CompiledTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, text]) => [
      key,
      typeof text === "string" ? compile(text) : compileAll(text),
    ]),
  );
}
