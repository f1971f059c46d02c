import { describe, expect, it } from "vitest";
import { violations } from "./axe";
import { shownList, untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { withClub } from "./club";

describe("the first start in production", () => {
  const club = withClub({ empty: true });
  const linkOf = () => {
    const line = club.server.said.find((text) => text.startsWith("There is no club yet."));
    return /http\S+$/.exec(line ?? "")?.[0] ?? "";
  };

  it("every page says where the link is found, and none has the link", async () => {
    const token = linkOf().split("/").at(-1) ?? "";
    expect(token).toMatch(/^[\w-]{43}$/);
    for (const path of ["/", "/turnos", "/entrar", "/perfil"]) {
      const page = await club.openSignedOut(PHONE, path);
      await page.getByRole("heading", { name: "Este servidor todavía no tiene un club" }).waitFor();
      expect(new URL(page.url()).pathname).toBe("/instalar");
      expect(await page.content()).not.toContain(token);
      expect(await violations(page)).toEqual([]);
    }
  });

  it("a link that is not the one is a page that is not there", async () => {
    club.expectTrouble(/status of 404/);
    const page = await club.openSignedOut(PHONE, "/instalar/no-es-este");
    await page.getByText("Esta página no existe").waitFor();
    expect((await page.request.get("/instalar/no-es-este")).status()).toBe(404);
  });

  it("the printed link makes the club, signs its admin in, and the board says what to do next", async () => {
    const link = new URL(linkOf()).pathname;
    const page = await club.openSignedOut({ ...PHONE, timezoneId: "America/Lima" }, link);
    await page
      .getByRole("combobox", { name: "Zona horaria" })
      .and(page.locator('[value="America/Lima"]'))
      .waitFor();
    await page.getByRole("button", { name: "Crear el club" }).click();
    for (const text of ["Escribe el nombre del club.", "Escribe tu nombre.", "Escribe 8 caracteres o más."]) {
      await page.getByText(text).waitFor();
    }
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("Nombre del club").fill("Club Los Pinos");
    await page.getByRole("combobox", { name: "Zona horaria" }).click();
    await page.getByRole("combobox", { name: "Zona horaria" }).fill("bogo");
    await page.getByRole("option", { name: "America/Bogota" }).click();
    await page.getByLabel("Nombre de la lista 2").fill("Damas");
    await page.getByRole("button", { name: "Quitar Lista 3" }).click();
    await page.getByRole("button", { name: "Agregar lista" }).click();
    await page.keyboard.type("Fin de semana");
    await page.getByLabel("Tu nombre").fill("Olga Uribe");
    await page.getByLabel("Correo o usuario").fill("olga@pinos.club");
    await page.getByLabel("Contraseña", { exact: true }).fill("una clave larga");
    await page.getByRole("button", { name: "Mostrar contraseña" }).click();
    expect(await page.getByLabel("Contraseña", { exact: true }).inputValue()).toBe("una clave larga");
    await page.getByRole("button", { name: "Crear el club" }).click();
    await page.waitForURL("**/turnos");
    await untilLive(page);
    await page.getByText("Agrega el primer caddie").waitFor();
    for (const name of ["Lista 1", "Damas", "Fin de semana"]) {
      await page.getByRole("button", { name: `${name} 0` }).waitFor();
    }
    await page
      .getByRole("main")
      .getByRole("button", { name: "Agregar caddie" })
      .filter({ visible: true })
      .click();
    await page.getByLabel("Nombre", { exact: true }).fill("Wilmar Ossa");
    await page.getByRole("button", { name: "Agregar al final de la cola" }).click();
    await expect.poll(async () => (await shownList(page, 1)).next).not.toBeNull();

    club.expectTrouble(/status of 404/);
    const late = await club.openSignedOut(DESKTOP, link);
    await late.getByText("Esta página no existe").waitFor();
    const next = await club.openSignedOut(DESKTOP, "/instalar");
    expect(new URL(next.url()).pathname).toBe("/entrar");
    expect(await next.locator("html").getAttribute("lang")).toBe("es");

    // The only club of a server is whoever stands at its door's.
    const headers = { origin: club.server.url };
    await page.request.put("/api/club", { data: { language: "en" }, headers });
    const guest = await club.openSignedOut({ ...PHONE, locale: "es-CO" });
    await guest.getByRole("button", { name: "Sign in" }).waitFor();
    await guest.goto(`/invitacion/${"A".repeat(43)}`);
    expect(await guest.locator("html").getAttribute("lang")).toBe("en");
    await guest.goto("/no-existe");
    expect(await guest.locator("html").getAttribute("lang")).toBe("en");
  });
});
