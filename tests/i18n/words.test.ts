import { expect, test } from "vitest";
import { catalogueOf, OVERLAYS } from "@/lib/i18n/catalogue";
import { compiledCatalogueOf } from "@/lib/i18n/compiled";
import { serverTexts } from "@/lib/i18n/server-texts";
import { CLUB_WORDS, type ClubWord, CONCEPTS, DEFAULT_WORDS } from "@/lib/organizations/vocabulary";
import { LOCALES, type Locale } from "@/lib/users/vocabulary";

type Tree = { [key: string]: unknown };

/** How the default word of each concept stands in a text; English has its own words. */
const SAID: Record<Locale, Partial<Record<ClubWord, RegExp>>> = {
  es: { campo: /\bcampos?\b/i, salida: /\ba la salida\b/i, caseta: /\bcasetas?\b/i, socio: /\bsocios?\b/i },
  en: {},
};

/** The words themselves, where the club chooses among them, are no part of any text. */
const leaves = (tree: Tree, path = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    if (path === "glossary." && key === "words") return [];
    return typeof value === "string" ? [[path + key, value]] : leaves(value as Tree, `${path}${key}.`);
  });
const shape = (text: string) =>
  [...text.matchAll(/\{(\w+)(?:, \w+)?(?=[,}])|<\/?\w+>|=\d+(?= \{)/g)].map(([m]) => m);

const chosen = LOCALES.flatMap((locale) =>
  CONCEPTS.flatMap((concept) => {
    const [first, ...others] = CLUB_WORDS[concept];
    const said = SAID[locale][first];
    return said ? others.map((word) => ({ locale, concept, word, said })) : [];
  }),
);

test.each(chosen)(
  "a club that says $word has whole texts for it in $locale, and for nothing else",
  (choice) => {
    const { locale, word, said } = choice;
    const base = new Map(leaves(catalogueOf(locale)));
    const overlay = new Map(leaves(OVERLAYS[locale][word] ?? {}));
    const saying = [...base].filter(([, text]) => said.test(text)).map(([key]) => key);
    expect(saying).not.toEqual([]);
    expect([...overlay.keys()].sort()).toEqual(saying.sort());
    for (const [key, text] of overlay) {
      expect([key, said.test(text)]).toEqual([key, false]);
      expect([key, shape(text)]).toEqual([key, shape(base.get(key) ?? "")]);
    }
  },
);

test("no text waits for two words, for one would undo the other", () => {
  for (const locale of LOCALES) {
    const keys = Object.values(OVERLAYS[locale]).flatMap((overlay) => leaves(overlay).map(([key]) => key));
    expect(keys.length).toBe(new Set(keys).size);
  }
});

test("a word changes its own texts and leaves the others alone, as written, as parsed and in a push", () => {
  const words = { ...DEFAULT_WORDS, course: "cancha", tee: "tee" } as const;
  const said = catalogueOf("es", words);
  expect([said.wall.nobodyOut, said.wall.say, said.card.nextHelp]).toEqual([
    "Nadie está en la cancha.",
    "{name}, al tee.",
    catalogueOf("es").card.nextHelp,
  ]);
  expect([said.status["En campo"], catalogueOf("en", words).status["En campo"]]).toEqual([
    "En cancha",
    "On the course",
  ]);
  expect(catalogueOf("es")).toBe(catalogueOf("es", DEFAULT_WORDS));
  expect(compiledCatalogueOf("es", words).wall.nobodyOut).toBe("Nadie está en la cancha.");
  expect(Object.keys(compiledCatalogueOf("es", words))).toEqual(Object.keys(compiledCatalogueOf("es")));
  expect(compiledCatalogueOf("es").wall.nobodyOut).toBe("Nadie está en el campo.");
  expect(serverTexts("es", words)("closes.out", { n: 0 })).toBe("Nadie en cancha");
  expect(serverTexts("es")("closes.out", { n: 0 })).toBe("Nadie en campo");
});
