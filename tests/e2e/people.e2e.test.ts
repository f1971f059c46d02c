import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { PushService } from "../harness/push-service";
import { violations } from "./axe";
import { goTo, untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";
import { inEnglish } from "./openers";
import { picture } from "./pictures";
import { ALLOWED, Carrier, shown, subscribesTo, turnOn } from "./push-device";
import { readCode } from "./qr";
import { banner, bell, unread } from "./told";

const service = await PushService.start();
afterAll(() => service.stop());

const NAME = "Abelardo Barrera";
const PASSWORD = "sol y sombra 9";
/** What the browser itself logs while nobody answers, and when a session is over. */
const NO_SERVER = [/net::ERR_/, /WebSocket connection to '.*' failed/, /status of (401|50\d)/];

/** Whoever left is offline after a grace of five seconds. */
const SOON = { timeout: 10_000 };

/** As a person sees it: nothing that axe finds, nothing beyond the edge of the screen. */
async function look(page: Page, name: string): Promise<void> {
  await picture(page, `people-${name}`);
  expect(await violations(page), name).toEqual([]);
  const [whole, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(whole, name).toBeLessThanOrEqual(seen ?? 0);
}

describe("the people of a club", () => {
  const club = withClub({ pushOrigin: service.origin });
  const headers = () => ({ origin: club.server.url });

  /** The admin invites, and a phone reads the code off the screen. */
  async function invite(desk: Page): Promise<string> {
    await desk.getByRole("button", { name: "Invitar" }).filter({ visible: true }).click();
    const form = desk.getByRole("dialog");
    await form.getByLabel("Caddie", { exact: true }).selectOption({ label: `${NAME} · Lista 1` });
    await form.getByRole("button", { name: "Crear invitación" }).click();
    const link = await readCode(form.getByRole("img", { name: /^Código QR/ }));
    await look(desk, "invitation-desktop");
    await form.getByRole("button", { name: "Listo" }).click();
    return link;
  }

  async function accept(link: string): Promise<Page> {
    const phone = await club.openSignedOut(PHONE, link);
    await phone.getByRole("heading", { name: `Hola, ${NAME}` }).waitFor();
    await look(phone, "welcome-phone");
    await phone.getByLabel("Contraseña nueva", { exact: true }).fill(PASSWORD);
    await phone.getByRole("button", { name: "Guardar y entrar" }).tap();
    await phone.waitForURL("**/turnos");
    await untilLive(phone);
    return phone;
  }

  async function signIn(device: BrowserContextOptions): Promise<Page> {
    const phone = await club.openSignedOut(device);
    await phone.getByLabel("Correo o usuario").fill("abelardo.barrera");
    await phone.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
    await phone.getByRole("button", { name: "Entrar" }).tap();
    await phone.waitForURL("**/turnos");
    return phone;
  }

  /** Who is online besides the admin himself, as his board's list has it. */
  async function online(desk: Page): Promise<string[]> {
    await desk.getByRole("button", { name: /en línea$/ }).click();
    const sheet = desk.getByRole("dialog", { name: "Quién está en línea" });
    const names = await sheet.getByRole("listitem").locator(".font-semibold").allInnerTexts();
    await sheet.getByRole("button", { name: "Cerrar" }).click();
    return names;
  }

  it("[C-05] [R-05] [R-06] [R-07] are invited, told, seen and put out, on two phones and a desktop", async () => {
    club.expectTrouble(...NO_SERVER);
    const desk = await club.open(ADMIN, DESKTOP, "/usuarios");
    await untilLive(desk);
    const added = await desk.request.post("/api/caddies", {
      ...{ data: { name: NAME, listNumber: 1 }, headers: headers() },
    });
    const caddieId = ((await added.json()) as { data: { id: string } }).data.id;
    const call = (method: "post" | "delete") =>
      desk.request[method](`/api/caddies/${caddieId}/call`, { headers: headers() });
    const first = await accept(await invite(desk));
    await look(first, "list-phone");

    const browser = service.browser();
    const second = await signIn({ ...ALLOWED, colorScheme: "dark" });
    await subscribesTo(browser)(second);
    await second.goto("/perfil");
    await turnOn(second);
    await goTo(second, "Mi lista");
    const carrier = await Carrier.of(second.context(), club.server.url);
    await second.bringToFront();

    // The badge is in step on both of his phones.
    await call("post");
    await Promise.all([unread(first, 1), unread(second, 1)]);
    await look(second, "called-phone-dark");
    await bell(first).tap();
    await first.locator("[data-notice=called]").waitFor();
    await look(first, "notices-phone");
    await first.locator("[data-notice=called]").tap();
    await Promise.all([unread(first, 0), unread(second, 0)]);

    // What the club says is on all three.
    const colleague = await club.open(ADMIN2, DESKTOP, "/anuncios");
    const message = "Mañana se sale a las 6:30";
    await colleague.getByLabel("Mensaje").fill(message);
    await colleague.getByRole("button", { name: "Anunciar" }).click();
    await Promise.all([desk, first, second].map((page) => banner(page, message).waitFor()));
    await look(first, "announcement-phone");
    await look(second, "announcement-phone-dark");
    await look(desk, "announcement-desktop");
    const understood = (page: Page) => banner(page, message).getByRole("button", { name: "Entendido" });
    await understood(first).tap();
    await understood(desk).click();
    await Promise.all(
      [desk, first, second].map((page) => banner(page, message).waitFor({ state: "detached" })),
    );
    await colleague.getByText(/^Leído por 2 de /).waitFor();
    await colleague.context().close();

    // A push comes while his page is closed.
    await call("delete");
    const before = service.to(browser).length;
    await second.close();
    await call("post");
    await service.delivered(browser, before + 1);
    await carrier.carry(service.to(browser).at(-1) ?? "");
    const again = await second.context().newPage();
    await again.goto("/turnos");
    await untilLive(again);
    const told = await shown(again);
    expect(told).toEqual([
      { title: "Te llaman: preséntate", body: "Ana Posada te llama en Lista 1.", tag: "place" },
    ]);
    await unread(first, 1);

    // The process dies; whoever is back is online, and nobody else.
    await goTo(desk, "Turnos");
    await expect.poll(() => online(desk), SOON).toEqual([NAME]);
    await club.server.kill();
    await club.server.start();
    await Promise.all([desk, first, again].map((page) => untilLive(page, 20_000)));
    await expect.poll(() => online(desk), SOON).toEqual([NAME]);
    await look(desk, "board-desktop");

    // Closed while he is connected, he is out on both phones.
    await goTo(desk, "Usuarios");
    await desk.getByLabel("Buscar por nombre o usuario").fill(NAME);
    await desk.locator("[data-user]").filter({ hasText: NAME }).first().getByRole("button").click();
    const sheet = desk.getByRole("dialog");
    await sheet.getByRole("button", { name: "Desactivar cuenta" }).click();
    await sheet.getByText(`La cuenta de ${NAME} quedó desactivada`).waitFor();
    const ended = (page: Page) => page.getByText("La sesión terminó").first().waitFor({ timeout: 1_000 });
    await Promise.all([ended(first), ended(again)]);
    await look(first, "ended-phone");
    await look(again, "ended-phone-dark");
    await look(desk, "disabled-desktop");
  });

  it.each([
    ["phone-dark", { ...PHONE, colorScheme: "dark" }, "caddie7@demo.club", ["/turnos", "/avisos", "/perfil"]],
    ["phone", PHONE, ADMIN, ["/turnos", "/usuarios", "/anuncios", "/club"]],
    ["desktop", DESKTOP, ADMIN2, ["/turnos", "/usuarios", "/anuncios", "/perfil", "/club"]],
  ] as const)("[R-18] every page of people is whole in English on a %s", async (name, device, who, paths) => {
    const page = await club.open(who, device, "/turnos", inEnglish(club));
    for (const path of paths) {
      await page.goto(path);
      await untilLive(page);
      await page.getByRole("main").waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
      await look(page, `en-${path.slice(1)}-${name}`);
    }
  });
});
