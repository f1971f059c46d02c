import { describe, expect, it } from "vitest";
import { goTo, untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { withClub } from "./club";

describe("one's own account", () => {
  const club = withClub();

  it("a new password signs the other devices out at once, and opens the door from then on", async () => {
    club.expectTrouble(/status of 422/, /status of 401/);
    const page = await club.openAnew("caddie20@demo.club", PHONE);
    const lost = await club.openAnew("caddie20@demo.club", PHONE);
    await untilLive(lost);
    await goTo(page, "Perfil");
    await page.getByLabel("Contraseña de ahora").fill("no es esta");
    await page.getByLabel("Contraseña nueva").fill("una clave larga");
    await page.getByRole("button", { name: "Cambiar contraseña" }).click();
    await page.getByText("Esta no es tu contraseña de ahora.").waitFor();
    await page.getByLabel("Contraseña de ahora").fill("caddiepro");
    await page.getByRole("button", { name: "Cambiar contraseña" }).click();
    await page.getByText("Contraseña cambiada.").waitFor();
    await lost.getByText("La sesión terminó").waitFor({ timeout: 1_000 });
    await untilLive(page);
    expect((await page.request.get("/api/caddies")).status()).toBe(200);

    await lost.goto("/entrar");
    const enter = async (password: string) => {
      await lost.getByLabel("Correo o usuario").fill("caddie20@demo.club");
      await lost.getByLabel("Contraseña", { exact: true }).fill(password);
      await lost.getByRole("button", { name: "Entrar" }).click();
    };
    await enter("caddiepro");
    await lost.getByText("no coinciden").waitFor();
    await enter("una clave larga");
    await lost.waitForURL("**/turnos");
  });

  it("a new phone speaks and looks as its owner chose on another one", async () => {
    const first = await club.openAnew("caddie21@demo.club", PHONE);
    await goTo(first, "Perfil");
    await first.getByText("Oscura", { exact: true }).click();
    await first.getByText("English", { exact: true }).click();
    await first.getByRole("heading", { name: "Profile", level: 1 }).waitFor();
    const second = await club.openAnew("caddie21@demo.club", DESKTOP);
    await second.getByRole("link", { name: "Profile" }).waitFor();
    expect(await second.locator("html").getAttribute("lang")).toBe("en");
    expect(await second.locator("html").getAttribute("data-theme")).toBe("dark");
    const stranger = await club.openAnew("caddie22@demo.club", PHONE);
    expect(await stranger.locator("html").getAttribute("lang")).toBe("es");
  });
});
