import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { PHONE } from "./browser";
import { withClub } from "./club";
import { fillBoard } from "./fill-board";
import { SCREENS } from "./screens";

/** Nothing touchable is smaller, in CSS pixels. */
const LEAST = 44;

describe("on a phone of 390 px", () => {
  const club = withClub();
  beforeAll(() => fillBoard(club));

  it.each(Object.entries(SCREENS))(
    "%s fits in the width, and a thumb hits everything",
    async (name, open) => {
      if (name === "a page that is not there") club.expectTrouble(/status of 404/);
      if (name === "the changes to be sent") club.expectTrouble(/ERR_FAILED/);
      const page = await open(club, PHONE);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await widerThanScreen(page)).toEqual([]);
      const { seen, small } = await targets(page);
      expect(small).toEqual([]);
      expect(seen).toBeGreaterThan(0);
    },
  );
});

/** Whatever reaches beyond the right edge and is not in something that scrolls sideways by design. */
function widerThanScreen(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        const clipped = element.closest(".sr-only, nav, [aria-hidden=true], next-route-announcer");
        return box.width > 0 && box.height > 0 && (box.right > innerWidth + 1 || box.left < -1) && !clipped;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** Buttons, links and fields in sight, and which are too small; a hidden radio button, checkbox or file counts with its label. */
function targets(page: Page): Promise<{ seen: number; small: string[] }> {
  return page.evaluate((least) => {
    const touchable = "button, a[href], input, select, textarea, summary, [role=button]";
    const front = document.querySelector("dialog[open]") ?? document;
    const boxes = [...front.querySelectorAll<HTMLElement>(touchable)]
      .map((found) =>
        found.matches("input[type=radio], input[type=checkbox], input[type=file]")
          ? (found.closest("label") ?? found)
          : found,
      )
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      // The link to the content waits above the screen until it has the focus.
      .filter(({ box }) => box.bottom > 0);
    const small = boxes
      .filter(({ box }) => box.width < least - 0.5 || box.height < least - 0.5)
      .map(({ element, box }) => {
        const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
        return `${element.tagName} "${name}" ${Math.round(box.width)}×${Math.round(box.height)}`;
      });
    return { seen: boxes.length, small };
  }, LEAST);
}
