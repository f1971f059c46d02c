import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync("app/globals.css", "utf8");

type Tokens = Record<string, string>;

function tokensOf(selector: string): Tokens {
  const block = css.slice(css.indexOf(`${selector} {`)).split("}")[0] ?? "";
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+):\s*#([0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]),
  );
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const themes = { light: tokensOf(":root"), dark: tokensOf(':root[data-theme="dark"]') };
const grounds = ["bg", "surface", "sunken"];
const softs = ["brand-soft", "free-soft", "out-soft", "called-soft", "absent-soft", "danger-soft"];
/** Which text may stand on which ground. */
const pairs: [text: string, ground: string][] = [
  ...["ink", "muted"].flatMap((text) =>
    [...grounds, ...softs].map((ground): [string, string] => [text, ground]),
  ),
  ...["free", "out", "called", "absent", "danger", "brand"].flatMap((text) =>
    [...grounds, `${text}-soft`].map((ground): [string, string] => [text, ground]),
  ),
  ...["free", "called", "absent"].map((text): [string, string] => [text, "brand-soft"]),
  ...["out", "absent", "called"].map((text): [string, string] => [text, "called-soft"]),
  ["brand-ink", "brand"],
  ["flag-ink", "flag"],
  ["rail-ink", "rail"],
  ["rail-muted", "rail"],
  ["rail-ink", "rail-soft"],
  ["float-ink", "float"],
  ["float-ink", "float-soft"],
];

test.each(Object.entries(themes))(
  "every text of the %s theme is readable in the sun: at least 4.5 : 1",
  (_, tokens) => {
    expect(Object.keys(tokens).length).toBeGreaterThan(25);
    const faint = pairs
      .map(([text, ground]) => ({
        pair: `${text} on ${ground}`,
        ratio: contrast(tokens[text] ?? "", tokens[ground] ?? ""),
      }))
      .filter(({ ratio }) => !(ratio >= 4.5));
    expect(faint).toEqual([]);
  },
);

test.each(Object.entries(themes))(
  "what a finger must find in the %s theme has an edge of at least 3 : 1",
  (_, tokens) => {
    const faint = ["bg", "surface"].filter(
      (ground) => !(contrast(tokens.edge ?? "", tokens[ground] ?? "") >= 3),
    );
    expect(faint).toEqual([]);
  },
);

test("a device that prefers the dark gets the very colours of the dark theme", () => {
  expect(tokensOf(':root[data-theme="system"]')).toEqual(themes.dark);
  expect(Object.keys(themes.dark)).toEqual(Object.keys(themes.light));
});
