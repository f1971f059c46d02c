import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const tokensIn = (css: string): Map<string, string> =>
  new Map([...css.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = "", hex = ""]) => [name, hex]));
const wall = ["wall", "wall-board"]
  .map((name) => readFileSync(`components/walls/${name}.css`, "utf8"))
  .join("\n");

it("a screen's colours are those of the dark theme, whose contrast is held elsewhere", () => {
  const all = readFileSync("app/globals.css", "utf8");
  const dark = tokensIn(all.slice(all.indexOf(':root[data-theme="dark"] {')).split("}")[0] ?? "");
  const own = tokensIn(wall);
  expect(own.size).toBeGreaterThan(10);
  for (const [name, hex] of own) expect([name, hex]).toEqual([name, dark.get(name)]);
});

it("a screen's sheet holds nothing that televisions of 2020 cannot read", () => {
  const rules = wall.replace(/\/\*[\s\S]*?\*\//g, "");
  expect(rules).not.toMatch(
    /@layer|@container|@property|:is\(|:where\(|:has\(|aspect-ratio|\binset\b:|color-mix|clamp\(/,
  );
  // Between flex items there is none; `grid-gap` is the name that they know.
  expect(rules).not.toMatch(/(?<!grid-)\bgap:/);
});
