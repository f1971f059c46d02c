import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { goTo, untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";
import { readCode } from "./qr";

const GOOD = "sol y sombra 9";

describe("accounts", () => {
  const club = withClub();
  const openUsers = async (who = ADMIN, device = DESKTOP) => {
    const page = await club.open(who, device, "/usuarios");
    await untilLive(page);
    await page.locator("[data-user]").first().waitFor();
    return page;
  };
  const row = (page: Page, name: string) => page.locator("[data-user]").filter({ hasText: name });
  const sheetOf = async (page: Page, name: string) => {
    await page.getByLabel("Buscar por nombre o usuario").fill(name);
    await row(page, name).first().getByRole("button").click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("region", { name: "Datos" }).waitFor();
    return sheet;
  };
  async function invite(page: Page, name: string, change?: (sheet: Locator) => Promise<void>) {
    await page.getByRole("button", { name: "Invitar" }).filter({ visible: true }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Nombre").fill(name);
    await change?.(sheet);
    await sheet.getByRole("button", { name: "Crear invitación" }).click();
    await sheet.getByRole("img", { name: /Código QR/ }).waitFor();
    return sheet;
  }

  it("[C-05] an invited caddie reads the code with his phone, chooses a password and sees his list; closed, he is out at once", async () => {
    const page = await openUsers();
    const api = page.request;
    const headers = { origin: club.server.url };
    await api.post("/api/caddies", { data: { name: "Abelardo Barrera", listNumber: 2 }, headers });
    await page.getByRole("button", { name: "Invitar" }).filter({ visible: true }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Caddie", { exact: true }).selectOption({ label: "Abelardo Barrera · Lista 2" });
    expect(await form.getByLabel("Correo o usuario").inputValue()).toBe("abelardo.barrera");
    await form.getByRole("button", { name: "Crear invitación" }).click();
    const code = form.getByRole("img", { name: "Código QR con el enlace para Abelardo Barrera" });
    const link = await readCode(code);
    expect(link).toBe(await form.getByLabel("Enlace", { exact: true }).inputValue());
    expect(link).toMatch(new RegExp(`^${club.server.url}/invitacion/[\\w-]{43}$`));

    const phone = await club.openSignedOut(PHONE, link);
    const asked: string[] = [];
    phone.on("request", (request) => asked.push(request.headers().referer ?? ""));
    await phone.getByRole("heading", { name: "Hola, Abelardo Barrera" }).waitFor();
    await phone.getByLabel("Contraseña nueva", { exact: true }).fill("corta");
    await phone.getByRole("button", { name: "Guardar y entrar" }).click();
    await phone.getByText("Usa 8 letras o más.").waitFor();
    await phone.getByLabel("Contraseña nueva", { exact: true }).fill(GOOD);
    await phone.getByRole("button", { name: "Guardar y entrar" }).click();
    await phone.waitForURL("**/turnos");
    await untilLive(phone);
    await phone.getByRole("heading", { name: "Lista 2" }).waitFor();
    await phone.getByText("Tú · Abelardo Barrera").first().waitFor();
    expect(asked.filter((referer) => referer.includes("/invitacion/"))).toEqual([]);

    // The admin's page heard of it by itself.
    await form.getByRole("button", { name: "Listo" }).click();
    await row(page, "Abelardo Barrera").getByText("Activo").waitFor();
    const sheet = await sheetOf(page, "Abelardo Barrera");
    await sheet
      .getByText(/^Android · Chrome|^Linux · Chrome/)
      .first()
      .waitFor();
    await sheet.getByRole("button", { name: "Desactivar cuenta" }).click();
    await sheet.getByText("La cuenta de Abelardo Barrera quedó desactivada").waitFor();
    await phone.getByText("La sesión terminó").waitFor({ timeout: 1_000 });
    await phone.reload();
    expect(new URL(phone.url()).pathname).toBe("/entrar");
    await sheet.getByRole("button", { name: "Deshacer" }).click();
    await sheet.getByText("La cuenta de Abelardo Barrera está activa otra vez.").waitFor();
    await phone.getByLabel("Correo o usuario").fill("abelardo.barrera");
    await phone.getByLabel("Contraseña", { exact: true }).fill(GOOD);
    await phone.getByRole("button", { name: "Entrar" }).click();
    await phone.waitForURL("**/turnos");
  });

  it("a link that was used, replaced or cut short says in plain words what to do", async () => {
    const page = await openUsers();
    const sheet = await invite(page, "Marta Lucía Henao", (form) =>
      form
        .getByLabel("Rol")
        .selectOption({ label: "Juez" })
        .then(() => undefined),
    );
    const first = await sheet.getByLabel("Enlace", { exact: true }).inputValue();
    await sheet.getByRole("button", { name: "Listo" }).click();
    const account = await sheetOf(page, "Marta Lucía Henao");
    await account.getByRole("button", { name: "Nuevo enlace de invitación" }).click();
    const second = await account.getByLabel("Enlace", { exact: true }).inputValue();
    expect(second).not.toBe(first);
    const guest = await club.openSignedOut(PHONE, first);
    await guest.getByRole("heading", { name: "Este enlace ya no sirve" }).waitFor();
    await guest.goto(second);
    await guest.getByLabel("Contraseña nueva", { exact: true }).fill(GOOD);
    await guest.getByRole("button", { name: "Guardar y entrar" }).click();
    await guest.waitForURL("**/turnos");
    await guest.getByText("No tienes ninguna lista asignada").waitFor();
    await guest.goto(second);
    await guest.getByRole("heading", { name: "Este enlace ya se usó" }).waitFor();
    await guest.goto(`${second.slice(0, -4)}AAAA`);
    await guest.getByRole("heading", { name: "Este enlace está incompleto" }).waitFor();
    await guest.getByRole("link", { name: "Ir a entrar" }).waitFor();
  });

  it("[R-08] two admins at once: each sees the other's changes, and nothing typed is lost", async () => {
    club.expectTrouble(/status of 409/);
    const [one, two] = [await openUsers(ADMIN), await openUsers(ADMIN2)];
    const name = "Hernán";
    const first = await sheetOf(one, name);
    const title = (await first.getByRole("heading", { level: 2 }).innerText()).trim();
    const second = await sheetOf(two, title);
    await first.getByLabel("Rol").selectOption({ label: "Capitán" });
    await second.getByLabel("Nombre").fill("Hernán Darío");
    await first.getByRole("button", { name: "Guardar cambios" }).click();
    await first.getByText("Guardado.").waitFor();
    await expect.poll(() => second.getByLabel("Rol").inputValue()).toBe("CAPTAIN");
    expect(await second.getByLabel("Nombre").inputValue()).toBe("Hernán Darío");
    await second.getByRole("button", { name: "Guardar cambios" }).click();
    await first.getByRole("heading", { name: "Hernán Darío" }).waitFor();
  });

  it("[C-05] who is made an admin sees the whole board at once, and the users; taken back, neither", async () => {
    club.expectTrouble(/status of 404/);
    const page = await openUsers();
    const him = await club.openAnew("caddie20@demo.club");
    await untilLive(him);
    const answer = await page.request.get("/api/users?search=caddie20@");
    const { data } = (await answer.json()) as { data: { id: string; name: string }[] };
    const put = (role: string) =>
      page.request.put(`/api/users/${data[0]?.id}`, {
        data: { role },
        headers: { origin: club.server.url },
      });
    expect(await him.getByRole("link", { name: "Usuarios" }).count()).toBe(0);
    await put("ADMIN");
    await goTo(him, "Usuarios");
    await him.locator("[data-user]").first().waitFor();
    await put("CADDIE");
    await him.getByText("Esta página no existe").waitFor();
    expect((await him.request.get("/api/users")).status()).toBe(403);
    await him.goto("/usuarios");
    await him.getByText("Esta página no existe").waitFor();
  });

  it("finds somebody by a part of his name, and says when there is nobody", async () => {
    const page = await openUsers(ADMIN, PHONE);
    await page.getByLabel("Buscar por nombre o usuario").fill("uribe olga");
    await page.getByText("Nadie con esos datos").waitFor();
    await page.getByLabel("Buscar por nombre o usuario").fill("german");
    await row(page, "Germán Lopera").waitFor();
    await page.getByLabel("Buscar por nombre o usuario").fill("");
    await page.getByLabel("Rol").selectOption({ label: "Caddie" });
    await page.getByRole("button", { name: "Ver más" }).click();
    await expect.poll(() => page.locator("[data-user]").count()).toBeGreaterThan(90);
  });

  it("from a caddie's page one comes to his account", async () => {
    const page = await openUsers();
    const [first] = await club.caddies(3, page);
    await page.goto(`/caddies/${first?.id}`);
    await page.getByRole("link", { name: "Cuenta" }).click();
    await page.getByRole("dialog", { name: first?.name }).getByLabel("Correo o usuario").waitFor();
  });
});
