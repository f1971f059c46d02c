import type { Page } from "playwright-core";
import { openMenu, shownList, untilLive } from "./board";
import { ADMIN, type Club } from "./club";
import { board, caddie, type Device, listMenu, users } from "./openers";

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
  "why the caddie stands where he stands": async (club, device) => {
    const page = await caddie(club, device);
    await page.getByRole("button", { name: "¿Por qué estoy aquí?" }).click();
    await page
      .getByRole("dialog")
      .getByText(/Puesto|ahora no estás/i)
      .first()
      .waitFor();
    return page;
  },
  "the changes to be sent": async (club, device) => {
    const page = await board(club, device);
    await page.route("**/api/turns", (route) => route.abort());
    const { next } = await shownList(page, 1);
    await page
      .locator(`[data-row="${next}"]`)
      .getByRole("button", { name: /^En campo/ })
      .filter({ visible: true })
      .first()
      .click();
    await page.getByRole("button", { name: "1 por enviar", exact: true }).click();
    await page.getByRole("dialog").locator('[data-outbox="queued"]').waitFor();
    return page;
  },
  "the caddie's turns": async (club, device) => {
    const page = await caddie(club, device);
    await page.getByRole("link", { name: "Mis turnos" }).click();
    await page.getByRole("heading", { name: "Historial" }).waitFor();
    return page;
  },
  "the notices behind the bell": async (club, device) => {
    const page = await caddie(club, device);
    await page.getByRole("button", { name: /^Avisos/ }).click();
    await page
      .getByRole("dialog")
      .getByText(/sin leer|Todo leído|Todavía no hay avisos/)
      .waitFor();
    return page;
  },
  "the announcements, with an error": async (club, device) => {
    const page = await club.open(ADMIN, device, "/anuncios");
    await untilLive(page);
    await page
      .getByText("Todavía no hay anuncios")
      .or(page.getByText(/^Leído por/).first())
      .waitFor();
    await page.getByRole("button", { name: "Anunciar" }).click();
    await page.getByText("Escribe el mensaje.").waitFor();
    return page;
  },
  "an announcement over the board": async (club, device) => {
    // Of list 3: it lies over no other screen of these.
    const author = await club.open(ADMIN, device, "/anuncios");
    await author.request.post("/api/announcements", {
      data: { message: "Torneo el sábado: todos a las 6:30.", type: "warning", listNumber: 3 },
      headers: { origin: club.server.url },
    });
    const page = await club.open("caddie100@demo.club", device);
    await untilLive(page);
    await page.locator("[data-announcement]").waitFor();
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
  "the rules of a list": async (club, device) => {
    const page = await club.open(ADMIN, device, "/club/reglas");
    await untilLive(page);
    await page.getByLabel("Quien regresa del campo").selectOption({ label: "queda de primero" });
    await page.getByText(/^Con estas reglas/).waitFor();
    return page;
  },
  "the figures": async (club, device) => {
    const page = await club.open(ADMIN, device, "/historial");
    await page
      .getByText(/^Total de \d+ caddies$/)
      .filter({ visible: true })
      .waitFor();
    return page;
  },
  "the fairness": async (club, device) => {
    const page = await club.open("caddie4@demo.club", device, "/historial/equidad");
    await page.getByText("Ver como tabla").or(page.getByText("Sin turnos en estos días")).first().waitFor();
    return page;
  },
  "the time machine": async (club, device) => {
    const page = await club.open(ADMIN, device, "/historial/maquina");
    await page.getByRole("slider").waitFor();
    return page;
  },
  "the closes": async (club, device) => {
    const page = await club.open(ADMIN, device, "/cierre");
    await page.getByRole("button", { name: "Cerrar el día ahora" }).waitFor();
    return page;
  },
  "whether it is worth staying": async (club, device) => {
    const page = await caddie(club, device);
    await page.getByRole("button", { name: "¿Vale la pena quedarme?" }).click();
    await page.getByRole("region", { name: "¿Vale la pena quedarme?" }).waitFor();
    return page;
  },
  "the club's televisions": async (club, device) => {
    const page = await club.open(ADMIN, device, "/club/pantallas");
    await untilLive(page);
    await page.getByRole("button", { name: "Agregar pantalla" }).filter({ visible: true }).click();
    await page.getByLabel("Dónde está").fill("Casa de caddies");
    await page.getByRole("button", { name: "Crear código" }).click();
    await page.getByRole("img", { name: /Código QR/ }).waitFor();
    await page.getByRole("button", { name: "Listo" }).click();
    await page.getByRole("button", { name: "Abrir la pantalla Casa de caddies" }).last().click();
    await page.getByRole("button", { name: "Quitar pantalla" }).waitFor();
    return page;
  },
  "the users": (club, device) => users(club, device),
  "an account": async (club, device) => {
    const page = await users(club, device);
    await page.locator("[data-user]").nth(3).getByRole("button").click();
    await page.getByRole("dialog").getByRole("region", { name: "Aparatos" }).getByText("sesión").waitFor();
    return page;
  },
  "the import, with rows to mend": async (club, device) => {
    const page = await club.open(ADMIN, device, "/caddies/importar");
    await untilLive(page);
    const rows = Array.from({ length: 16 }, (_, i) => `Wilmar Ossa ${i};300 555 ${1000 + i};${1 + (i % 3)}`);
    const text = ["Nombre;Teléfono;Lista;Apodo", "Zoila Ñuste;no tiene;1", ";;2", ...rows].join("\n");
    await page.getByLabel("O pega las filas").fill(text);
    await page.getByRole("button", { name: "Ver las filas pegadas" }).click();
    await page.getByText("16 caddies listos para entrar").waitFor();
    return page;
  },
  "the invitations for many": async (club, device) => {
    const page = await club.open(ADMIN, device, "/usuarios/invitar");
    await untilLive(page);
    await page.getByText(/Todos los caddies tienen cuenta|Elegir a/).waitFor();
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
  "the draw, promised": async (club, device) => {
    const page = await club.open(ADMIN, device, "/sorteo?lista=3");
    await untilLive(page);
    const prepare = page.getByRole("button", { name: /^Preparar con/ });
    await prepare.or(page.getByText("Prometido")).first().waitFor();
    if ((await prepare.count()) > 0) await prepare.click();
    await page.getByText("Prometido").waitFor();
    return page;
  },
  "a caddie's permissions, with the form's errors": async (club, device) => {
    const page = await club.open("caddie4@demo.club", device, "/permisos");
    await untilLive(page);
    await page.getByRole("button", { name: "Pedir permiso" }).filter({ visible: true }).click();
    await page.getByRole("button", { name: "Enviar al administrador" }).click();
    await page.getByText("Escribe el motivo.").waitFor();
    return page;
  },
  "the roll call": async (club, device) => {
    const page = await club.open(ADMIN, device, "/llamado");
    await untilLive(page);
    const begin = page.getByRole("button", { name: /^Abrir el llamado/ });
    await begin
      .or(page.getByRole("button", { name: /^Presente:/ }))
      .first()
      .waitFor();
    if ((await begin.count()) > 0) await begin.click();
    await page.getByRole("button", { name: /^Presente:/ }).waitFor();
    return page;
  },
  "a page that is not there": (club, device) => club.open(ADMIN, device, "/no-existe"),
};

let invited = 0;
