import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { goTo, untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, withClub } from "./club";

describe("language and appearance", () => {
  const club = withClub();
  const ground = (page: Page) =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const SAND = "rgb(244, 242, 235)";
  const NIGHT = "rgb(11, 20, 16)";

  it("speaks Spanish whatever the browser asks for, and English to whoever chose it", async () => {
    const page = await club.open(ADMIN, { ...DESKTOP, locale: "en-US" });
    await untilLive(page);
    expect(await page.locator("html").getAttribute("lang")).toBe("es");
    await page.getByRole("heading", { name: "Turnos", level: 1 }).waitFor();
    expect(await page.title()).toBe("Turnos · CaddiePro");

    await page.goto("/perfil");
    await page.getByText("English", { exact: true }).click();
    await page.getByRole("heading", { name: "Profile", level: 1 }).waitFor();
    await page.getByRole("link", { name: "Rotation" }).click();
    await page.waitForURL("**/turnos");
    await page.locator("[data-connection]", { hasText: "Connected in real time" }).waitFor();
    await page.reload();
    await untilLive(page);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.getByRole("main").innerText()).not.toMatch(/Siguiente|espera|Buscar|disponibles/);

    await page.goto("/perfil");
    await page.getByText("Español", { exact: true }).click();
    await page.getByRole("heading", { name: "Perfil", level: 1 }).waitFor();
  });

  it("is light or dark as the device is, or as the person chose", async () => {
    const page = await club.open("caddie7@demo.club", { ...PHONE, colorScheme: "dark" });
    await untilLive(page);
    expect(await ground(page)).toBe(NIGHT);
    await page.emulateMedia({ colorScheme: "light" });
    expect(await ground(page)).toBe(SAND);
    await goTo(page, "Perfil");
    await page.getByText("Oscura", { exact: true }).click();
    await expect.poll(() => ground(page)).toBe(NIGHT);
    await page.reload();
    await page.getByRole("heading", { name: "Perfil", level: 1 }).waitFor();
    expect(await ground(page)).toBe(NIGHT);
    await page.getByText("Clara", { exact: true }).click();
    await expect.poll(() => ground(page)).toBe(SAND);
  });

  it("writes times in the club's zone, not in the device's", async () => {
    const page = await club.open(ADMIN, { ...DESKTOP, timezoneId: "Asia/Kathmandu" });
    await untilLive(page);
    const day = new Intl.DateTimeFormat("es", {
      timeZone: "America/Bogota",
      weekday: "long",
      day: "numeric",
      month: "long",
    }).format(new Date());
    await page
      .getByText(`Club Campestre El Rodeo · ${day.replace(",", "")}`)
      .or(page.getByText(day))
      .first()
      .waitFor();
  });
});
