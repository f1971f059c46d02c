import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { column, openMenu, returnedButton, sendButton, undoButton, untilLive, untilShown } from "./board";
import { PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";
import { SocketGate } from "./socket-gate";
import { asAdmin } from "./wall";

describe("the caddie master on his phone, with more than one at a time", () => {
  const club = withClub();
  const idsOf = (caddies: readonly { id: string }[]) => caddies.map(({ id }) => id);
  const queueOf = async (page: Page) =>
    (await club.caddies(1, page)).filter(({ status }) => status === "Disponible");
  const outOf = async (page: Page) =>
    (await club.caddies(1, page)).filter(({ status }) => status === "En campo");

  async function open(gate?: SocketGate): Promise<Page> {
    const page = await club.open(ADMIN, PHONE, "/turnos", gate?.guard);
    await untilLive(page);
    return page;
  }
  /** Another admin sends somebody, with a phone of his own. */
  async function elsewhere(): Promise<(caddieId: string, status: string) => Promise<unknown>> {
    const other = await club.open(ADMIN2, PHONE);
    return (caddieId, status) =>
      other.request.patch(`/api/caddies/${caddieId}/status`, { data: { status }, ...asAdmin(club) });
  }
  async function choose(page: Page, names: readonly string[]) {
    await column(page, 1).getByRole("button", { name: "Opciones de Lista 1" }).tap();
    await page.getByRole("button", { name: "Elegir…" }).tap();
    const sheet = page.getByRole("dialog");
    for (const name of names) await sheet.getByLabel(name).tap();
    return sheet;
  }

  it("[C-21] one of three was just sent by somebody else: nobody goes, and the screen says because of whom", async () => {
    club.expectTrouble(/status of 409/);
    const gate = new SocketGate();
    const page = await open(gate);
    const set = await elsewhere();
    const [first, second, third, fourth] = await queueOf(page);
    if (!first || !second || !third || !fourth) throw new Error("list 1 has not four who wait");
    const sheet = await choose(page, [first.name, second.name, third.name]);
    gate.silence();
    await set(second.id, "En campo");
    await sheet.getByRole("button", { name: "Enviar grupo de 3" }).tap();
    await page.getByText(`No salió nadie: ${second.name} ya no está disponible`).waitFor();
    await untilShown(page, 1, { next: first.id, out: [second.id] });
    expect(idsOf(await outOf(page))).toEqual([second.id]);
    expect(idsOf(await queueOf(page)).slice(0, 3)).toEqual([first.id, third.id, fourth.id]);
    await undoButton(page, first.name).waitFor({ state: "detached" });
    await set(second.id, "Disponible");
  });

  it("[C-13] who goes with somebody else while a group is being chosen is chosen no more", async () => {
    const page = await open();
    const set = await elsewhere();
    const [first, second, third] = await queueOf(page);
    if (!first || !second || !third) throw new Error("list 1 has not three who wait");
    const sheet = await choose(page, [first.name, second.name, third.name]);
    await sheet.getByText("3 elegidos").waitFor();
    await set(second.id, "En campo");
    await sheet.getByText("2 elegidos").waitFor();
    expect(await sheet.getByLabel(second.name).count()).toBe(0);
    await sheet.getByRole("button", { name: "Enviar grupo de 2" }).tap();
    await expect
      .poll(async () => idsOf(await outOf(page)).toSorted())
      .toEqual(idsOf([first, second, third]).toSorted());
    for (const { id } of [first, second, third]) await set(id, "Disponible");
  });

  it("[C-21] one undo brings a whole group back, each to the very place where he stood", async () => {
    const page = await open();
    const before = idsOf(await queueOf(page));
    await column(page, 1).getByRole("button", { name: "Opciones de Lista 1" }).tap();
    await page.getByRole("button", { name: "Enviar a los 3 siguientes" }).tap();
    await untilShown(page, 1, { next: before[3] });
    await expect.poll(async () => (await outOf(page)).length).toBe(3);
    // Another one goes and is back meanwhile: the group's places are its own all the same.
    const set = await elsewhere();
    await set(before[10] ?? "", "En campo");
    await set(before[10] ?? "", "Disponible");
    await page.getByRole("button", { name: /^Deshacer/ }).tap();
    await untilShown(page, 1, { next: before[0], out: [] });
    const after = before.filter((id) => id !== before[10]);
    await expect.poll(async () => idsOf(await queueOf(page))).toEqual([...after, before[10]]);
  });

  it("[C-21] whom a member asks for goes from the middle of the queue and has his place again, under one thumb", async () => {
    const page = await open();
    const before = idsOf(await queueOf(page));
    const asked = (await queueOf(page))[3];
    if (!asked) throw new Error("list 1 has not four who wait");
    const menu = await openMenu(page, asked.id);
    await menu.getByRole("button", { name: "Enviar con detalles…" }).tap();
    const details = page.getByRole("dialog", { name: `Enviar a ${asked.name}` });
    await details.getByText("Lo pidió un socio").tap();
    await details.getByText("Sale fuera de turno y, al volver, recupera su puesto.").waitFor();
    await details.getByRole("button", { name: "Enviar a campo" }).tap();
    await column(page, 1).getByText("Pedido", { exact: true }).waitFor();
    await untilShown(page, 1, { next: before[0], out: [asked.id] });
    const back = await openMenu(page, asked.id);
    await back.getByRole("button", { name: "Regresó: a su puesto" }).waitFor();
    await page.keyboard.press("Escape");
    await returnedButton(page, asked.name).tap();
    await expect.poll(async () => idsOf(await queueOf(page))).toEqual(before);
  });

  it("[C-21] a skip, a call and a no-show are each taken back to where they began", async () => {
    const page = await open();
    const before = idsOf(await queueOf(page));
    const [first, second] = await queueOf(page);
    if (!first || !second) throw new Error("list 1 has not two who wait");
    await page.getByRole("button", { name: `Saltar el turno de ${first.name}` }).tap();
    await untilShown(page, 1, { next: second.id });
    await undoButton(page, first.name).tap();
    await untilShown(page, 1, { next: first.id });
    const menu = await openMenu(page, first.id);
    await menu.getByRole("button", { name: "No apareció" }).tap();
    await untilShown(page, 1, { next: second.id });
    await expect.poll(async () => idsOf(await queueOf(page)).at(-1)).toBe(first.id);
    await undoButton(page, first.name).tap();
    await untilShown(page, 1, { next: first.id });
    await expect.poll(async () => idsOf(await queueOf(page))).toEqual(before);
    const called = page.getByText("Llamado ahora").filter({ visible: true });
    const call = await openMenu(page, first.id);
    await call.getByRole("button", { name: "Llamar", exact: true }).tap();
    await called.waitFor();
    await sendButton(page, first.name).tap();
    await untilShown(page, 1, { next: second.id, out: [first.id] });
    await undoButton(page, first.name).last().tap();
    await untilShown(page, 1, { next: first.id, out: [] });
    await called.waitFor();
  });
});
