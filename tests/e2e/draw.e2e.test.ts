import { describe, expect, it } from "vitest";
import { untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";

describe("the draw", () => {
  const club = withClub();

  it("[C-21] a phone sees the promise, then the draw, checks it by itself, and the board has the order", async () => {
    const master = await club.open(ADMIN, DESKTOP, "/sorteo");
    const phone = await club.open("caddie4@demo.club", PHONE, "/sorteo");
    const board = await club.open(ADMIN2);
    for (const page of [master, phone, board]) await untilLive(page);
    await phone.getByText("Hoy no hay sorteo en esta lista").waitFor();
    await master.getByRole("button", { name: /^Preparar con/ }).click();
    await phone.getByText("Prometido").waitFor();
    await master.getByRole("button", { name: "Sortear ahora" }).click();
    await phone.getByText(/^Te tocó el puesto \d+ de 40$/).waitFor();
    await phone.getByText("Verificado en este teléfono").click();
    await phone.getByText(/^Este teléfono guardó la huella antes del sorteo/).waitFor();
    const place = Number(/puesto (\d+)/.exec(await phone.getByText(/^Te tocó/).innerText())?.[1]);
    const queue = await club.caddies(1, master);
    const own = await club.caddies(1, phone);
    expect(queue[place - 1]?.id).toBe(own[place - 1]?.id);
    // All of the list is not moved by it: the first of the board is the first of the draw.
    await board
      .getByText(queue[0]?.name ?? "")
      .first()
      .waitFor();

    await master.getByRole("button", { name: "Anular el sorteo" }).click();
    await master.getByLabel("Motivo").last().fill("Faltaba media lista");
    await master.getByRole("button", { name: "Anular", exact: true }).click();
    await phone.getByText("«Faltaba media lista»").waitFor();
    await master.getByRole("button", { name: /^Preparar con/ }).click();
    await phone.getByText(/^Es el sorteo n.º 2 de este día/).waitFor();
  });

  it("[C-21] a list is ordered by name with one press, and is as it was with another", async () => {
    const master = await club.open(ADMIN, PHONE, "/sorteo?lista=2");
    await untilLive(master);
    const before = await club.caddies(2, master);
    await master.getByRole("button", { name: "De la Z a la A" }).click();
    await master.getByText("Lista ordenada. Ya se ve en todas las pantallas.").waitFor();
    const after = await club.caddies(2, master);
    expect(after.map(({ id }) => id)).not.toEqual(before.map(({ id }) => id));
    await master.getByRole("button", { name: "Deshacer", exact: true }).click();
    await master.getByText("La lista volvió a como estaba.").waitFor();
    expect((await club.caddies(2, master)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });
});
