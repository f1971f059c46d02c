import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";
import { inEnglish } from "./openers";
import { picture } from "./pictures";
import { banner, bell, unread } from "./told";

describe("what people are told", () => {
  const club = withClub();
  const change = (page: Page, id: string | undefined, status: string) =>
    page.request.patch(`/api/caddies/${id}/status`, {
      data: { status },
      headers: { origin: club.server.url },
    });

  it("[R-06] the badge moves in step on all devices of a caddie: told by a tap of the master, read by a tap of his", async () => {
    const master = await club.open(ADMIN);
    const phone = await club.open("caddie5@demo.club", PHONE);
    const desktop = await club.open("caddie5@demo.club", DESKTOP);
    const stranger = await club.open("caddie45@demo.club", PHONE);
    for (const page of [master, phone, desktop, stranger]) await untilLive(page);
    const [first, , , fourth] = await club.caddies(1, master);
    expect(fourth).toBeDefined();
    await change(master, first?.id, "En campo");
    await Promise.all([unread(phone, 1), unread(desktop, 1)]);
    await phone.getByText("Faltan 3 antes de ti").waitFor();
    await picture(phone, "toast-phone");
    await picture(desktop, "toast-desktop");
    await bell(phone).tap();
    await phone.locator("[data-notice=near]").waitFor();
    await picture(phone, "list-phone");
    await phone.locator("[data-notice=near]").tap();
    await Promise.all([unread(phone, 0), unread(desktop, 0)]);
    await unread(stranger, 0);
    await change(master, first?.id, "Disponible");
  });

  it("[R-09] [R-06] read in a dead spot is read at once, and on the other device when the network is back", async () => {
    club.expectTrouble(/net::ERR_/, /WebSocket connection to '.*' failed/);
    const who = "caddie49@demo.club";
    const master = await club.open(ADMIN);
    const [phone, desktop] = [await club.open(who, { ...PHONE, colorScheme: "dark" }), await club.open(who)];
    for (const page of [master, phone, desktop]) await untilLive(page);
    const him = (await club.caddies(2, master))[8];
    await master.request.post(`/api/caddies/${him?.id}/call`, { headers: { origin: club.server.url } });
    await Promise.all([unread(phone, 1), unread(desktop, 1)]);
    await bell(phone).tap();
    const sheet = phone.getByRole("dialog", { name: "Avisos" });
    await sheet.getByText("1 sin leer").waitFor();
    await phone.context().setOffline(true);
    await phone.locator('[data-phase="offline"]').waitFor();
    // The sheet that he reads stays open under the banner.
    await sheet.getByRole("button", { name: "Marcar todo como leído" }).tap();
    await sheet.getByText("Todo leído").waitFor();
    await picture(phone, "read-offline-phone-dark");
    await sheet.getByRole("button", { name: "Cerrar" }).tap();
    await phone
      .locator('[data-phase="offline"]')
      .getByText(/1 por enviar$/)
      .waitFor();
    await unread(desktop, 1);
    await phone.context().setOffline(false);
    await Promise.all([unread(phone, 0), unread(desktop, 0)]);
  });

  it("[R-07] an announcement is on every page at once, as text, and its author sees who has read it", async () => {
    const master = await club.open(ADMIN, DESKTOP, "/anuncios");
    const [phone, other, colleague] = [
      await club.open("caddie6@demo.club", PHONE),
      await club.open("caddie46@demo.club", PHONE, "/perfil"),
      await club.open(ADMIN2, DESKTOP, "/sistema"),
    ];
    for (const page of [master, phone, other, colleague]) await untilLive(page);
    await master.getByText("Todavía no hay anuncios").waitFor();
    const message = "Mañana se sale a las 6:30 <img src=x onerror=alert(1)>";
    await master.getByLabel("Mensaje").fill(message);
    await master.getByText("Urgente", { exact: true }).click();
    await picture(master, "announce-desktop");
    await master.getByRole("button", { name: "Anunciar" }).click();
    for (const page of [phone, other, colleague]) await banner(page, message).waitFor();
    await picture(phone, "banner-urgent-phone");
    await picture(colleague, "banner-urgent-desktop");
    await master.getByText("Leído por 0 de 121").waitFor();

    await master.getByLabel("Mensaje").fill("Práctica de la lista 1 a las 3");
    await master.getByText("Aviso", { exact: true }).click();
    await master.getByLabel("Para").selectOption("1");
    await master.getByRole("button", { name: "Anunciar" }).click();
    await phone.getByText("Falta 1 más").waitFor();
    expect(await banner(phone, message).count()).toBe(1);
    await phone.getByRole("button", { name: "Entendido" }).tap();
    await banner(phone, "Práctica de la lista 1").waitFor();
    expect(await banner(phone, message).count()).toBe(0);
    await master.getByText("Leído por 1 de 121").waitFor();
    const abroad = { ...PHONE, colorScheme: "dark" } as const;
    const english = await club.open("caddie8@demo.club", abroad, "/turnos", inEnglish(club));
    await banner(english, message).waitFor();
    await picture(english, "banner-phone-dark-en");
    await english.getByRole("button", { name: "Understood" }).tap();
    await english.getByRole("button", { name: "Understood" }).tap();
    await english.goto("/perfil");
    await english.getByText("A few to go").scrollIntoViewIfNeeded();
    await picture(english, "settings-phone-dark-en");
    await english.goto("/avisos");
    await english.locator("[data-notice=announcement]").first().waitFor();
    await picture(english, "page-phone-dark-en");
    const small = await club.open(ADMIN, abroad, "/anuncios");
    await small
      .getByText(/^Leído por/)
      .first()
      .waitFor();
    await picture(small, "announce-phone-dark");
    expect(await banner(other, "Práctica").count()).toBe(0);

    await picture(master, "sent-desktop");
    await master.getByRole("button", { name: "Retirar" }).first().click();
    await banner(phone, "Práctica").waitFor({ state: "detached" });
    await master.getByRole("button", { name: "Retirar" }).first().click();
    for (const page of [other, colleague]) await banner(page, message).waitFor({ state: "detached" });
  });

  it("[R-06] what one chooses is kept, and shown on the other device at once", async () => {
    const phone = await club.open("caddie7@demo.club", PHONE, "/perfil");
    const desktop = await club.open("caddie7@demo.club", DESKTOP, "/perfil");
    for (const page of [phone, desktop]) await untilLive(page);
    await phone.getByLabel("Avisar cuando falten").selectOption("5");
    await phone.getByText("Guardado.", { exact: true }).waitFor();
    await expect.poll(() => desktop.getByLabel("Avisar cuando falten").inputValue()).toBe("5");
    await phone.getByText("Soy el siguiente").tap();
    await phone.getByText("Con sonido", { exact: true }).filter({ visible: true }).tap();
    await desktop.getByText("en la app, con sonido, en el computador y en el teléfono").waitFor();
    await phone.getByText("Elegir", { exact: true }).tap();
    await phone.getByLabel("Desde").waitFor();
    await picture(phone, "settings-phone");
    await picture(desktop, "settings-desktop");
    const page = await club.open(ADMIN, { ...PHONE, colorScheme: "dark" }, "/club");
    await untilLive(page);
    await page.getByText("Cómo avisa el club").waitFor();
    await page.getByText("Faltan pocos").scrollIntoViewIfNeeded();
    await page.getByText("Faltan pocos").tap();
    await picture(page, "club-phone-dark");
  });
});
