import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { column, pathOf, requestsOf, untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";
import { inEnglish } from "./openers";

const save = (page: Page) => page.getByRole("button", { name: "Guardar" }).click();
const saved = (page: Page) => page.getByText("Guardado. Ya se ve en todas las pantallas.").waitFor();

describe("the club's settings", () => {
  const club = withClub();

  it("[C-13] a new name of the club and of a list is on every open page at once, without a request", async () => {
    const desk = await club.open(ADMIN2);
    const phone = await club.open("caddie50@demo.club", PHONE);
    const page = await club.open(ADMIN, PHONE, "/club");
    for (const each of [desk, phone, page]) await untilLive(each);
    const asked = [requestsOf(desk), requestsOf(phone)];
    await page.getByLabel("Nombre del club").fill("Club Los Pinos");
    await page.getByLabel("Nombre de la lista 2").fill("Damas");
    await save(page);
    await phone.getByRole("heading", { name: "Damas", level: 1 }).waitFor({ timeout: 1_000 });
    await desk.getByText(/^Club Los Pinos ·/).waitFor({ timeout: 1_000 });
    await column(desk, 2).getByRole("heading", { name: "Damas" }).waitFor({ timeout: 1_000 });
    await saved(page);
    expect(asked.flat().map(pathOf)).toEqual([]);
  });

  it("[C-05] a list that is added has its column on every master's board at once; one with caddies cannot go", async () => {
    const desk = await club.open(ADMIN2);
    const page = await club.open(ADMIN, DESKTOP, "/club");
    await untilLive(desk);
    await untilLive(page);
    expect(await page.getByRole("button", { name: "Quitar Lista 1" }).isDisabled()).toBe(true);
    await page.getByText("40 caddies").first().waitFor();
    await page.getByRole("button", { name: "Agregar lista" }).click();
    await page.keyboard.type("Fin de semana");
    await save(page);
    await saved(page);
    await column(desk, 4).getByRole("heading", { name: "Fin de semana" }).waitFor();
    await page.getByRole("button", { name: "Quitar Fin de semana" }).click();
    await save(page);
    await column(desk, 4).waitFor({ state: "detached" });
  });

  it("two admins at once: what one has typed stays, what the other saved is beside it, and one of them is chosen", async () => {
    const mine = await club.open(ADMIN, DESKTOP, "/club");
    const theirs = await club.open(ADMIN2, PHONE, "/club");
    await untilLive(mine);
    await untilLive(theirs);
    await mine.getByLabel("Nombre del club").fill("El mío");
    await theirs.getByLabel("Nombre del club").fill("El tuyo");
    await theirs.getByText("Iniciales").click();
    await save(theirs);
    await saved(theirs);
    await mine.getByText("Germán Lopera puso «El tuyo» mientras escribías.").waitFor();
    expect(await mine.getByLabel("Nombre del club").inputValue()).toBe("El mío");
    expect(await mine.getByRole("radio", { name: "Iniciales" }).isChecked()).toBe(true);
    await save(mine);
    await saved(mine);
    await expect.poll(() => theirs.getByLabel("Nombre del club").inputValue()).toBe("El mío");

    await theirs.getByLabel("Nombre del club").fill("Otro más");
    await mine.getByLabel("Nombre del club").fill("El definitivo");
    await save(mine);
    await theirs.getByRole("button", { name: "Dejar el suyo" }).click();
    expect(await theirs.getByLabel("Nombre del club").inputValue()).toBe("El definitivo");
    await theirs.getByRole("button", { name: "Guardar" }).waitFor({ state: "detached" });
  });

  it("who has chosen no language gets the club's, and the hours of its zone", async () => {
    const page = await club.open(ADMIN, DESKTOP, "/club");
    const phone = await club.open("caddie51@demo.club", PHONE);
    await untilLive(page);
    await untilLive(phone);
    await page.getByText("English", { exact: true }).click();
    await page.getByRole("combobox", { name: "Zona horaria" }).fill("auckland");
    await page.keyboard.press("Enter");
    await save(page);
    await phone.getByRole("link", { name: "Profile" }).waitFor();
    await page.getByRole("heading", { name: "About the club" }).waitFor();
    await page.getByText("Español", { exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await phone.getByRole("link", { name: "Perfil" }).waitFor();
  });

  it("[C-13] the club's words are on every open page at once, grammar and all, and English keeps its own", async () => {
    const desk = await club.open(ADMIN2);
    const english = await club.open(ADMIN2, DESKTOP, "/turnos", inEnglish(club));
    const page = await club.open(ADMIN, DESKTOP, "/club");
    for (const each of [desk, english, page]) await untilLive(each);
    await page.getByText("Cancha", { exact: true }).click();
    await save(page);
    await saved(page);
    await column(desk, 1)
      .getByRole("button", { name: /^En cancha: enviar a / })
      .waitFor();
    await column(english, 1)
      .getByRole("button", { name: /^Send out: / })
      .waitFor();
    expect(await english.getByText(/cancha/i).count()).toBe(0);
    expect(await desk.getByText(/campo/i).count()).toBe(0);
    await page.getByText("Campo", { exact: true }).click();
    await save(page);
    await column(desk, 1)
      .getByRole("button", { name: /^En campo: enviar a / })
      .waitFor();
  });

  it("is no page for a caddie", async () => {
    club.expectTrouble(/status of 404/);
    const phone = await club.open("caddie50@demo.club", PHONE, "/club");
    await phone.getByText("Esta página no existe").waitFor();
    expect(await phone.getByRole("link", { name: "Club" }).count()).toBe(0);
  });
});
