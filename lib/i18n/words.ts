import { type ClubWord, type ClubWords, wordsInOrder } from "../organizations/vocabulary";

/** Texts by key, as written or parsed; a parsed text is a string or an array. */
export interface Texts {
  [key: string]: unknown;
}
/** Per word that a club may choose, whole texts in place of those that say the default one. */
export type Overlays = Partial<Record<ClubWord, Texts>>;

/** A catalogue as this club speaks it. */
export function inWords<T extends object>(texts: T, overlays: Overlays, words: ClubWords): T {
  return wordsInOrder(words).reduce<T>((said, word) => {
    const over = overlays[word];
    return over ? (laidOver(said as Texts, over) as T) : said;
  }, texts);
}

function laidOver(texts: Texts, over: Texts): Texts {
  const changed = Object.entries(over).map(([key, text]) => {
    const under = texts[key];
    return [key, isBranch(text) && isBranch(under) ? laidOver(under, text) : text];
  });
  return { ...texts, ...Object.fromEntries(changed) };
}

const isBranch = (text: unknown): text is Texts =>
  typeof text === "object" && text !== null && !Array.isArray(text);
