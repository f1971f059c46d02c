import format, { type CompiledMessage } from "icu-minify/format";
import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { catalogueOf } from "@/lib/i18n/catalogue";
import { compiledCatalogueOf } from "@/lib/i18n/compiled";
import { LOCALES, type Locale } from "@/lib/users/vocabulary";

type Tree = { [key: string]: unknown };

const leaves = (tree: Tree, path = ""): [string, unknown][] =>
  Object.entries(tree).flatMap(([key, value]): [string, unknown][] =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? leaves(value as Tree, `${path}${key}.`)
      : [[path + key, value]],
  );

const formatters = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
};

/** What is said with `n` in every place, by the full parser and by the compiled form. */
function said(locale: Locale, key: string, text: string, compiled: unknown, n: number) {
  const names = [...text.matchAll(/\{(\w+)(?=[,}])/g)].map((m) => m[1] ?? "");
  const values = Object.fromEntries(names.map((name) => [name, n]));
  const b = (chunks: unknown) => `<${[chunks].flat().join("")}>`;
  const parsed = createTranslator({ locale, messages: { text } }).markup("text", { ...values, b });
  const whole = format(compiled as CompiledMessage, locale, { ...values, b }, { formatters });
  return { parsed: [key, parsed], compiled: [key, [whole].flat().join("")] };
}

test.each(LOCALES)("a page says in %s exactly what the catalogue does, plural by plural", (locale) => {
  const compiled = new Map(leaves(compiledCatalogueOf(locale)));
  const texts = leaves(catalogueOf(locale)) as [string, string][];
  expect([...compiled.keys()]).toEqual(texts.map(([key]) => key));
  for (const [key, text] of texts) {
    for (const n of [0, 1, 2, 3, 4, 11, 22]) {
      const word = said(locale, key, text, compiled.get(key), n);
      expect(word.compiled).toEqual(word.parsed);
    }
  }
});

test("nothing in it is more than JSON, so that it crosses over to a page", () => {
  for (const locale of LOCALES) {
    const compiled = compiledCatalogueOf(locale);
    expect(structuredClone(compiled)).toEqual(compiled);
    const objects = [compiled as object];
    for (const object of objects) {
      expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(object));
      objects.push(...Object.values(object).filter((v) => typeof v === "object" && v !== null));
    }
  }
});
