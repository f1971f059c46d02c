import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { DESKTOP, PHONE } from "./browser";
import { withClub } from "./club";
import { fillBoard, SCREENS } from "./screens";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

declare global {
  interface Window {
    axe: { run(options: RunOptions): Promise<AxeResults> };
  }
}

describe.each(["light", "dark"] as const)("axe finds nothing in the %s theme", (colorScheme) => {
  const club = withClub();
  beforeAll(() => fillBoard(club));

  describe.each([
    ["phone", PHONE],
    ["desktop", DESKTOP],
  ])("on a %s", (_name, device) => {
    it.each(Object.entries(SCREENS))("%s", async (name, open) => {
      if (name === "a page that is not there") club.expectTrouble(/status of 404/);
      const page = await open(club, { ...device, colorScheme, reducedMotion: "reduce" });
      expect(await violations(page)).toEqual([]);
    });
  });
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(() =>
    window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  // On an empty page nothing is wrong either.
  expect(results.passes.length).toBeGreaterThan(10);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${id}: ${node.html.slice(0, 200)} — ${node.any[0]?.message ?? node.all[0]?.message ?? ""}`,
    ),
  );
}
