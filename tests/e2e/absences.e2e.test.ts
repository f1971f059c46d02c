import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { column, untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, withClub } from "./club";

/** Today on the demo club's clock, so many days on. */
const day = (days = 0) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "America/Bogota" }).format(Date.now() + days * 86_400_000);

async function ask(phone: Page, from: string, reason: string): Promise<void> {
  await phone.getByRole("button", { name: "Pedir permiso" }).filter({ visible: true }).click();
  await phone.getByLabel("Primer día").fill(from);
  await phone.getByLabel("Motivo").fill(reason);
  await phone.getByRole("button", { name: "Enviar al administrador" }).click();
}

describe("permissions", () => {
  const club = withClub();

  it("a caddie asks on his phone, the master answers on his, and the board says until when", async () => {
    const phone = await club.open("caddie4@demo.club", PHONE, "/permisos");
    const master = await club.open(ADMIN, PHONE, "/permisos");
    const board = await club.open(ADMIN, DESKTOP);
    for (const page of [phone, master, board]) await untilLive(page);
    await ask(phone, day(), "Cita médica");
    await phone.getByText("Por responder", { exact: true }).waitFor();
    await master.getByText("«Cita médica»").waitFor();
    await master.getByRole("button", { name: /^Aprobar el permiso de/ }).click();
    await phone.getByText("Vigente", { exact: true }).waitFor();
    await column(board, 1)
      .getByText(/^Permiso hasta el/)
      .waitFor();

    await ask(phone, day(3), "Matrimonio");
    await master.getByRole("button", { name: /^Negar el permiso de/ }).click();
    await master.getByRole("dialog").getByRole("button", { name: "Negar", exact: true }).click();
    await master.getByText("Escribe el motivo.").waitFor();
    await master.getByRole("dialog").getByLabel("Motivo").fill("Hay torneo");
    await master.getByRole("dialog").getByRole("button", { name: "Negar", exact: true }).click();
    await phone.getByText(/«Hay torneo»/).waitFor();
  });

  it("the master enters a sanction, and its caddie reads until when on his own list", async () => {
    const master = await club.open(ADMIN, DESKTOP, "/permisos");
    const phone = await club.open("caddie7@demo.club", PHONE);
    for (const page of [phone, master]) await untilLive(page);
    const [own] = (await club.caddies(1, master)).filter(({ position }) => position === 6);
    await master.getByRole("button", { name: "Registrar" }).filter({ visible: true }).click();
    const sheet = master.getByRole("dialog");
    await sheet.getByText("Sanción", { exact: true }).click();
    await sheet.getByLabel("Caddie").selectOption({ label: own?.name ?? "" });
    await sheet.getByLabel("Primer día").fill(day());
    await sheet.getByLabel("Último día").fill(day(4));
    await sheet.getByLabel("Motivo").fill("Faltó tres veces");
    await sheet.getByRole("button", { name: "Registrar" }).click();
    await phone.getByText(/^Sanción hasta el/).waitFor();
  });
});
