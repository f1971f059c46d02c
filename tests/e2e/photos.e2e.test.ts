import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { goTo, untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, withClub } from "./club";

/** A picture as a phone's camera makes it: large, and not square. */
async function picture(page: Page, type: string): Promise<Buffer> {
  const url = await page.evaluate(async (kind) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1500, height: 2000 });
    const context = canvas.getContext("2d");
    if (!context) return "";
    context.fillStyle = "#c08a5a";
    context.fillRect(0, 0, 1500, 2000);
    for (let i = 0; i < 4000; i++) {
      context.fillStyle = `hsl(${(i * 47) % 360} 60% 50%)`;
      context.fillRect((i * 97) % 1500, (i * 61) % 2000, 40, 40);
    }
    return canvas.toDataURL(kind, 0.95);
  }, type);
  return Buffer.from(url.split(",")[1] ?? "", "base64");
}
const faces = (page: Page) => page.locator('img[src*="/photo?v="]');
const shownFaces = (page: Page) =>
  faces(page).evaluateAll((images) => images.filter((i) => (i as HTMLImageElement).naturalWidth > 0).length);

describe("a face beside a name", () => {
  const club = withClub();

  it("[R-05] taken with the phone it is small and square, on the board of everybody of the list at once, and gone again at a tap", async () => {
    const him = await club.openAnew("caddie3@demo.club", PHONE);
    await untilLive(him);
    const [desk, colleague, stranger] = await Promise.all([
      club.open(ADMIN, DESKTOP),
      club.open("caddie4@demo.club", PHONE),
      club.open("caddie50@demo.club", PHONE),
    ]);
    for (const page of [desk, colleague, stranger]) await untilLive(page);
    await goTo(him, "Perfil");
    const buffer = await picture(him, "image/jpeg");
    const sent = him.waitForRequest(
      (request) => request.method() === "PUT" && request.url().endsWith("/photo"),
    );
    await him.locator('input[type="file"]').setInputFiles({ name: "yo.jpg", mimeType: "image/jpeg", buffer });
    const request = await sent;
    expect(request.headers()["content-type"]).toBe("image/webp");
    expect(request.postDataBuffer()?.length ?? 0).toBeLessThanOrEqual(40 * 1024);
    await him.getByText("Foto guardada.").waitFor();
    await expect.poll(() => shownFaces(him)).toBeGreaterThan(0);
    for (const page of [desk, colleague]) await expect.poll(() => shownFaces(page)).toBeGreaterThan(0);
    expect(await faces(stranger).count()).toBe(0);
    await colleague.reload();
    await untilLive(colleague);
    await expect.poll(() => shownFaces(colleague)).toBeGreaterThan(0);

    await him.getByRole("button", { name: "Quitar" }).click();
    await him.getByText("Foto quitada.").waitFor();
    for (const page of [desk, colleague]) await expect.poll(() => faces(page).count()).toBe(0);
    await him.getByRole("button", { name: "Deshacer" }).click();
    await him.getByText("Foto guardada.").waitFor();
    await expect.poll(() => shownFaces(desk)).toBeGreaterThan(0);
  });

  it("what is no picture is said so, and nothing is sent", async () => {
    const page = await club.open("caddie5@demo.club", PHONE, "/perfil");
    await untilLive(page);
    const input = page.locator('input[type="file"]');
    await input.setInputFiles({ name: "x.gif", mimeType: "image/gif", buffer: Buffer.from("GIF89a") });
    await page.getByText("Elige una foto JPG, PNG o WebP.").waitFor();
    await input.setInputFiles({ name: "x.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
    await page.getByText("No se pudo leer esa foto").waitFor();
    await input.setInputFiles({ name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(5_300_000) });
    await page.getByText("La foto pesa más de 5 MB").waitFor();
    await input.setInputFiles({
      name: "yo.png",
      mimeType: "image/png",
      buffer: await picture(page, "image/png"),
    });
    await page.getByText("Foto guardada.").waitFor();
  });

  it("an admin gives a face to a caddie who has no phone for it", async () => {
    const page = await club.open(ADMIN, DESKTOP, "/usuarios");
    await untilLive(page);
    await page.locator("[data-user]").nth(5).getByRole("button").click();
    const buffer = await picture(page, "image/webp");
    await page
      .getByRole("dialog")
      .locator('input[type="file"]')
      .setInputFiles({ name: "el.webp", mimeType: "image/webp", buffer });
    await page.getByText("Foto guardada.").waitFor();
    await expect.poll(() => shownFaces(page)).toBeGreaterThan(1);
  });
});
