import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { goTo, untilLive } from "./board";
import { PHONE } from "./browser";
import { withClub } from "./club";

describe("a session", () => {
  const club = withClub();
  const ended = (page: Page) => page.getByText("La sesión terminó").waitFor({ timeout: 1_000 });

  it("is not opened by a wrong password, and the words do not tell which half was wrong", async () => {
    club.expectTrouble(/status of 401/);
    const page = await club.openSignedOut(PHONE);
    for (const who of ["caddie9@demo.club", "nadie@demo.club"]) {
      await page.getByLabel("Correo o usuario").fill(who);
      await page.getByLabel("Contraseña", { exact: true }).fill("no es esta");
      await page.getByRole("button", { name: "Entrar" }).click();
      await page.getByText("Ese correo y esa contraseña no coinciden. Revisa y prueba otra vez.").waitFor();
      expect(await page.getByLabel("Correo o usuario").inputValue()).toBe(who);
    }
    expect(new URL(page.url()).pathname).toBe("/entrar");
  });

  it("is asked for before any page of the club", async () => {
    const page = await club.openSignedOut(PHONE, "/turnos");
    expect(new URL(page.url()).pathname).toBe("/entrar");
    await page.getByRole("button", { name: "Entrar" }).click();
    await page.getByText("Escribe tu correo y tu contraseña.").waitFor();
  });

  it("[C-06] is kept in a cookie that no script can read", async () => {
    const page = await club.open("caddie10@demo.club", PHONE);
    const cookies = await page.context().cookies();
    expect(cookies.find(({ name }) => name === "caddiePro_token")).toMatchObject({
      httpOnly: true,
      sameSite: "Lax",
    });
    expect(await page.evaluate(() => document.cookie)).not.toContain("caddiePro_token");
  });

  it("[C-05] signed out in one window, is over in the other within a second", async () => {
    const page = await club.openAnew("caddie11@demo.club", PHONE);
    const other = await page.context().newPage();
    await other.goto("/turnos");
    await untilLive(page);
    await untilLive(other);
    await goTo(page, "Perfil");
    await page.getByRole("button", { name: "Cerrar sesión", exact: true }).click();
    await page.waitForURL("**/entrar");
    await ended(other);
    await other.getByRole("link", { name: "Entrar" }).click();
    await other.waitForURL("**/entrar");
    await page.goto("/turnos");
    expect(new URL(page.url()).pathname).toBe("/entrar");
  });

  it("[C-05] signed out everywhere, is over on the lost phone within a second", async () => {
    const page = await club.openAnew("caddie12@demo.club", PHONE);
    const lost = await club.openAnew("caddie12@demo.club", PHONE);
    const stranger = await club.open("caddie13@demo.club", PHONE);
    await untilLive(page);
    await untilLive(lost);
    await untilLive(stranger);
    await goTo(page, "Perfil");
    await page.getByRole("button", { name: "Cerrar sesión en todos los aparatos" }).click();
    await ended(lost);
    await page.waitForURL("**/entrar");
    expect((await lost.request.get("/api/caddies")).status()).toBe(401);
    await lost.reload();
    expect(new URL(lost.url()).pathname).toBe("/entrar");
    await untilLive(stranger);
  });
});
