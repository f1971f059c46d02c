import { describe, expect, it } from "vitest";
import { sendButton, shownList, undoButton, untilLive, untilShown } from "./board";
import { PHONE } from "./browser";
import { ADMIN, withClub } from "./club";

describe("the caddie master on the yard, with one thumb", () => {
  const club = withClub();

  it("a double tap sends one man, not the next one too", async () => {
    const page = await club.open(ADMIN, PHONE);
    await untilLive(page);
    const [first, second] = await club.caddies(1, page);
    const spot = await sendButton(page, first?.name ?? "").boundingBox();
    if (!first || !second || !spot) throw new Error("nobody is next");
    const [x, y] = [spot.x + spot.width / 2, spot.y + spot.height / 2];
    await page.touchscreen.tap(x, y);
    await page.touchscreen.tap(x, y);
    await untilShown(page, 1, { next: second.id, out: [first.id] });
    await undoButton(page, first.name).tap();
    await untilShown(page, 1, { next: first.id, out: [] });
    const sent = (await club.caddies(1, page)).filter((caddie) => caddie.status === "En campo");
    expect(sent).toEqual([]);
  });

  it("works one list at a time, the next one always in reach", async () => {
    const page = await club.open(ADMIN, PHONE);
    await untilLive(page);
    for (const list of [2, 3, 1]) {
      await page.getByRole("button", { name: `Lista ${list} 40` }).tap();
      const [next] = await club.caddies(list, page);
      await untilShown(page, list, { next: next?.id });
      const bar = await sendButton(page, next?.name ?? "").boundingBox();
      expect(bar?.height).toBeGreaterThanOrEqual(56);
      expect(bar?.y).toBeGreaterThan(600);
    }
  });

  it("the word of what was done covers no button", async () => {
    const page = await club.open(ADMIN, PHONE);
    await untilLive(page);
    const [first] = await club.caddies(3, page);
    if (!first) throw new Error("list 3 is empty");
    await page.getByRole("button", { name: "Lista 3 40" }).tap();
    await sendButton(page, first.name).tap();
    const undo = await undoButton(page, first.name).boundingBox();
    const { next } = await shownList(page, 3);
    const thumb = await page.locator(`div[data-row="${next}"]`).filter({ visible: true }).boundingBox();
    if (!undo || !thumb) throw new Error("a bar is missing");
    expect(undo.y + undo.height).toBeLessThanOrEqual(thumb.y);
    await undoButton(page, first.name).tap();
    await untilShown(page, 3, { next: first.id });
  });
});
