import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  column,
  openMenu,
  presentButton,
  sendButton,
  shownList,
  undoButton,
  untilLive,
  untilShown,
} from "./board";
import { ADMIN, withClub } from "./club";

describe("the caddie master at his desk", () => {
  const club = withClub();
  const open = async () => {
    const page = await club.open(ADMIN);
    await untilLive(page);
    return page;
  };
  /** What the server has; the other half of what the screen shows. */
  const untilStored = (page: Page, list: number, ids: string[]) =>
    expect
      .poll(async () => (await club.caddies(list, page)).slice(0, ids.length).map((c) => c.id))
      .toEqual(ids);
  const waiting = async (page: Page, list: number) => {
    const [a, b, c, d] = (await club.caddies(list, page)).filter((caddie) => caddie.status === "Disponible");
    if (!a || !b || !c || !d) throw new Error(`list ${list} has not four who wait`);
    return [a, b, c, d] as const;
  };

  it("takes a tap back with the button", async () => {
    const page = await open();
    const [first, second] = await waiting(page, 1);
    await sendButton(page, first.name).click();
    await untilShown(page, 1, { next: second.id });
    await undoButton(page, first.name).click();
    await untilShown(page, 1, { next: first.id });
    await untilStored(page, 1, [first.id, second.id]);
  });

  it("takes taps back with Z, the last one first", async () => {
    const page = await open();
    const [first, second, third] = await waiting(page, 1);
    await sendButton(page, first.name).click();
    await sendButton(page, second.name).click();
    await untilShown(page, 1, { next: third.id });
    await page.keyboard.press("z");
    await untilShown(page, 1, { next: second.id });
    await page.keyboard.press("z");
    await untilShown(page, 1, { next: first.id });
    await untilStored(page, 1, [first.id, second.id, third.id]);
  });

  it("sends with E: the next one, or whoever has the focus", async () => {
    const page = await open();
    const [first, second, third, fourth] = await waiting(page, 1);
    await page.keyboard.press("e");
    await untilShown(page, 1, { next: second.id });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-row"))).toBe(fourth.id);
    await page.keyboard.press("e");
    await untilShown(page, 1, { next: second.id });
    await expect
      .poll(async () => new Set((await shownList(page, 1)).out))
      .toEqual(new Set([first.id, fourth.id]));
    await page.keyboard.press("z");
    await page.keyboard.press("z");
    await untilStored(page, 1, [first.id, second.id, third.id, fourth.id]);
  });

  it("finds anybody with / whatever the accents, and sends him from there", async () => {
    const page = await open();
    const someone = (await club.caddies(3, page)).find((caddie) => /[áéíóú]/i.test(caddie.name));
    if (!someone) throw new Error("nobody in list 3 has an accent in his name");
    await page.keyboard.press("/");
    const plain = someone.name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    await page.getByLabel("Nombre del caddie").pressSequentially(plain);
    const sheet = page.getByRole("dialog");
    await sendButton(sheet, someone.name).click();
    await sheet.waitFor({ state: "detached" });
    await untilShown(page, 3, { out: [someone.id] });
    await page.keyboard.press("z");
    await untilShown(page, 3, { out: [] });
    // The tap shows before it is stored, and the window closes with the test.
    await expect
      .poll(async () => (await club.caddies(3, page)).find(({ id }) => id === someone.id)?.status)
      .toBe("Disponible");
  });

  it("[C-21] reorders by keyboard, by arrows, by dragging and from the menu", async () => {
    const page = await open();
    const [first, second, third, fourth] = await waiting(page, 2);
    await column(page, 2).getByRole("button", { name: "Opciones de Lista 2" }).click();
    await page.getByRole("button", { name: "Reordenar" }).click();
    const handle = page.getByRole("button", { name: `Mover a ${first.name}`, exact: true });
    await handle.focus();
    await page.keyboard.press("Space");
    await page.getByText(new RegExp(`^${first.name}.* puesto 1 de 40`)).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.getByText(`${first.name} pasaría al puesto 2 de 40.`).waitFor();
    await page.keyboard.press("Space");
    await untilStored(page, 2, [second.id, first.id, third.id]);

    await page.getByRole("button", { name: `Subir a ${third.name}`, exact: true }).click();
    await untilStored(page, 2, [second.id, third.id, first.id]);

    const from = await page
      .getByRole("button", { name: `Mover a ${fourth.name}`, exact: true })
      .boundingBox();
    const to = await page.getByRole("button", { name: `Mover a ${second.name}`, exact: true }).boundingBox();
    if (!from || !to) throw new Error("a handle is out of sight");
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
    await page.mouse.up();
    await untilStored(page, 2, [fourth.id, second.id, third.id, first.id]);

    await page.getByRole("button", { name: "Listo" }).click();
    const sheet = await openMenu(page, second.id);
    await sheet.getByLabel("Motivo").fill("Llegó con el carrito");
    await sheet.getByRole("button", { name: "De primero" }).click();
    await untilShown(page, 2, { next: second.id });
    await untilStored(page, 2, [second.id, fourth.id, third.id, first.id]);
  });

  it("adds a caddie, after a word about the telephone number that cannot be", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Agregar caddie" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Nombre").fill("Efraín Salazar");
    await sheet.getByLabel("Teléfono").fill("no tiene");
    await sheet.getByLabel("Lista", { exact: true }).selectOption({ label: "Lista 3" });
    await sheet.getByRole("button", { name: "Agregar al final de la cola" }).click();
    await sheet
      .getByText("Escribe solo números, espacios y guiones, con + al comienzo si hace falta.")
      .waitFor();
    expect(await sheet.getByLabel("Teléfono").getAttribute("aria-invalid")).toBe("true");
    expect(await sheet.getByLabel("Nombre").inputValue()).toBe("Efraín Salazar");
    await sheet.getByLabel("Teléfono").fill("+57 300 555 1234");
    await sheet.getByRole("button", { name: "Agregar al final de la cola" }).click();
    await sheet.waitFor({ state: "detached" });
    await column(page, 3)
      .getByRole("button", { name: /^Ver los 41/ })
      .click();
    await column(page, 3).locator("li[data-id]", { hasText: "Efraín Salazar" }).waitFor();
    const last = (await club.caddies(3, page)).at(-1);
    expect(last).toMatchObject({ name: "Efraín Salazar", phoneNumber: "+57 300 555 1234", position: 41 });

    const edit = await openMenu(page, last?.id ?? "");
    await edit.getByRole("button", { name: "Editar datos" }).click();
    await page.getByLabel("Nombre").fill("Efraín Salazar Ruiz");
    await page.getByRole("button", { name: "Guardar" }).click();
    await column(page, 3).locator("li[data-id]", { hasText: "Efraín Salazar Ruiz" }).waitFor();

    const move = await openMenu(page, last?.id ?? "");
    await move.getByRole("button", { name: "Pasar a Lista 1" }).click();
    await expect.poll(async () => (await club.caddies(1, page)).at(-1)).toMatchObject({ id: last?.id });
    await column(page, 3).locator(`li[data-id="${last?.id}"]`).waitFor({ state: "detached" });
    await column(page, 1).getByText("41 disponibles").waitFor();
  });

  it("removes somebody at once and brings him back to his place", async () => {
    const page = await open();
    const [, second] = await waiting(page, 3);
    const sheet = await openMenu(page, second.id);
    await sheet.getByRole("button", { name: "Quitar de la lista" }).click();
    await page.locator(`[data-row="${second.id}"]`).waitFor({ state: "detached" });
    await expect.poll(async () => (await club.caddies(3, page)).some((c) => c.id === second.id)).toBe(false);
    await undoButton(page, second.name).click();
    await expect.poll(async () => (await shownList(page, 3)).queue[0]).toBe(second.id);
    await expect.poll(async () => (await club.caddies(3, page))[1]?.id).toBe(second.id);
  });

  it("marks somebody absent, and present when he comes", async () => {
    const page = await open();
    const [, , third] = await waiting(page, 3);
    const sheet = await openMenu(page, third.id);
    await sheet.getByRole("button", { name: "Marcar ausente" }).click();
    await untilShown(page, 3, { away: [third.id] });
    await presentButton(page, third.name).click();
    await untilShown(page, 3, { away: [] });
    await expect.poll(async () => (await club.caddies(3, page)).at(-1)?.id).toBe(third.id);
  });
});
