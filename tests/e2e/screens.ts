import type { Page } from "playwright-core";
import { column, openMenu, shownList, untilLive } from "./board";
import { ADMIN, type Club } from "./club";

type Device = Parameters<Club["open"]>[1];

/** Every screen that a person meets, each opened as he opens it. */
export const SCREENS: Record<string, (club: Club, device: Device) => Promise<Page>> = {
  "the sign-in": (club, device) => club.openSignedOut(device),
  "the master's board": (club, device) => board(club, device),
  "a caddie's actions": async (club, device) => {
    const page = await board(club, device);
    const { queue } = await shownList(page, 1);
    await openMenu(page, queue[0] ?? "");
    return page;
  },
  "a list's actions": async (club, device) => {
    const page = await board(club, device);
    await listMenu(page);
    return page;
  },
  "the reordering": async (club, device) => {
    const page = await board(club, device);
    await listMenu(page);
    await page.getByRole("button", { name: "Reordenar" }).click();
    await page.getByRole("button", { name: "Listo" }).waitFor();
    return page;
  },
  "the form for a new caddie, with its errors": async (club, device) => {
    const page = await board(club, device);
    await listMenu(page);
    await page.getByRole("button", { name: "Agregar caddie" }).last().click();
    await page.getByLabel("Teléfono").fill("no tiene");
    await page.getByRole("button", { name: "Agregar al final de la cola" }).click();
    await page.getByText("Escribe el nombre.").waitFor();
    return page;
  },
  "the search": async (club, device) => {
    const page = await board(club, device);
    await page.keyboard.press("/");
    await page.getByLabel("Nombre del caddie").fill("ri");
    await page.getByRole("dialog").locator("li").first().waitFor();
    return page;
  },
  "the keys' help": async (club, device) => {
    const page = await board(club, device);
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    return page;
  },
  "a caddie's page for the master": async (club, device) => {
    const page = await board(club, device);
    const [first] = await club.caddies(1, page);
    await page.goto(`/caddies/${first?.id}`);
    await page
      .getByRole("region", { name: "Historial" })
      .getByRole("list")
      .or(page.getByText("Sin movimientos todavía"))
      .first()
      .waitFor();
    return page;
  },
  "the caddie's list": (club, device) => caddie(club, device),
  "the caddie's turns": async (club, device) => {
    const page = await caddie(club, device);
    await page.getByRole("link", { name: "Mis turnos" }).click();
    await page.getByRole("heading", { name: "Historial" }).waitFor();
    return page;
  },
  "the profile": async (club, device) => {
    const page = await club.open(ADMIN, device, "/perfil");
    await page.getByRole("button", { name: "Cerrar sesión", exact: true }).waitFor();
    return page;
  },
  "the system": async (club, device) => {
    const page = await club.open(ADMIN, device, "/sistema");
    await untilLive(page);
    await page.locator('[data-part="connections"] path.recharts-line-curve').waitFor({ state: "attached" });
    return page;
  },
  "the club's settings": async (club, device) => {
    const page = await club.open(ADMIN, device, "/club");
    await untilLive(page);
    await page.getByLabel("Nombre del club").fill("");
    await page.getByRole("button", { name: "Guardar" }).click();
    await page.getByText("Escribe el nombre del club.").waitFor();
    await page.getByRole("combobox", { name: "Zona horaria" }).fill("argentina");
    await page.getByRole("option").first().waitFor();
    return page;
  },
  "the users": (club, device) => users(club, device),
  "an account": async (club, device) => {
    const page = await users(club, device);
    await page.locator("[data-user]").nth(3).getByRole("button").click();
    await page.getByRole("dialog").getByRole("region", { name: "Aparatos" }).getByText("sesión").waitFor();
    return page;
  },
  "an invitation, with its errors": async (club, device) => {
    const page = await users(club, device);
    await page.getByRole("button", { name: "Invitar" }).filter({ visible: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Crear invitación" }).click();
    await page.getByText("Escribe el nombre.").waitFor();
    return page;
  },
  "a link with its code": async (club, device) => {
    const page = await users(club, device);
    await page.getByRole("button", { name: "Invitar" }).filter({ visible: true }).click();
    invited++;
    await page.getByRole("dialog").getByLabel("Nombre").fill(`Fabio Toro ${invited}`);
    await page.getByRole("dialog").getByLabel("Correo o usuario").fill(`fabio.toro.${invited}`);
    await page.getByRole("button", { name: "Crear invitación" }).click();
    await page.getByRole("img", { name: /Código QR/ }).waitFor();
    return page;
  },
  "the page behind a link": async (club, device) => {
    const page = await users(club, device);
    invited++;
    const answer = await page.request.post("/api/users", {
      data: { name: "Fabio Toro", identifier: `fabio.toro.${invited}`, role: "JUDGE" },
      headers: { origin: club.server.url },
    });
    const { data } = (await answer.json()) as { data: { link: string } };
    await page.goto(data.link);
    await page.getByLabel("Contraseña nueva", { exact: true }).fill("corta");
    await page.getByRole("button", { name: "Guardar y entrar" }).click();
    await page.getByText("Usa 8 letras o más.").waitFor();
    return page;
  },
  "a link that opens nothing": async (club, device) => {
    const page = await club.openSignedOut(device, `/invitacion/${"A".repeat(43)}`);
    await page.getByText("Este enlace está incompleto").waitFor();
    return page;
  },
  "a page that is not there": (club, device) => club.open(ADMIN, device, "/no-existe"),
};

let invited = 0;

async function users(club: Club, device: Device): Promise<Page> {
  const page = await club.open(ADMIN, device, "/usuarios");
  await untilLive(page);
  await page.locator("[data-user]").first().waitFor();
  return page;
}

async function board(club: Club, device: Device): Promise<Page> {
  const page = await club.open(ADMIN, device);
  await untilLive(page);
  return page;
}

async function listMenu(page: Page): Promise<void> {
  await column(page, 1).getByRole("button", { name: "Opciones de Lista 1" }).click();
  await page.getByRole("dialog").waitFor();
}

async function caddie(club: Club, device: Device): Promise<Page> {
  const page = await club.open("caddie4@demo.club", device);
  await untilLive(page);
  await page.getByText(/^En campo · \d/).click();
  return page;
}

/** Some who are out and one who is absent, so that every kind of row is on the screens. */
export async function fillBoard(club: Club): Promise<void> {
  const page = await board(club, undefined);
  const [first, second, third] = await club.caddies(1, page);
  const change = (id: string | undefined, status: string) =>
    page.request.patch(`/api/caddies/${id}/status`, {
      data: { status },
      headers: { origin: club.server.url },
    });
  await change(first?.id, "En campo");
  await change(second?.id, "En campo");
  await change(third?.id, "Ausente");
  await page.close();
}
