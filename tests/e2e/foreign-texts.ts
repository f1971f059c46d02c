import type { Page } from "playwright-core";
import en from "../../lib/i18n/en.json";
import es from "../../lib/i18n/es.json";

const CATALOGUES = { es, en };
type Leaf = [key: string, text: string];

function leaves(part: object, path = ""): Leaf[] {
  return Object.entries(part).flatMap(([key, value]): Leaf[] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
}

/** Texts of the other catalogue that stand on a screen as they are, and that this one does not have too. */
function others(locale: keyof typeof CATALOGUES): string[] {
  const own = new Set(leaves(CATALOGUES[locale]).map(([, text]) => text));
  return leaves(CATALOGUES[locale === "es" ? "en" : "es"])
    .map(([, text]) => text)
    .filter((text) => text.length > 3 && !/[{<]/.test(text) && !own.has(text));
}

/** What a page of this language says, or calls its parts, in the other one. */
export function foreignTexts(page: Page, locale: keyof typeof CATALOGUES): Promise<string[]> {
  return page.evaluate((known) => {
    const foreign = new Set(known);
    const named = [...document.querySelectorAll("body [aria-label], body [title], body [placeholder]")];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said = named.flatMap((element) =>
      ["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name) ?? ""),
    );
    while (words.nextNode()) {
      const { parentElement, textContent } = words.currentNode;
      if (!parentElement?.closest("script, style, noscript")) said.push(textContent ?? "");
    }
    return said.map((text) => text.trim()).filter((text) => foreign.has(text));
  }, others(locale));
}
