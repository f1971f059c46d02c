import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { PushService } from "../harness/push-service";
import { violations } from "./axe";
import { untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, withClub } from "./club";
import { picture } from "./pictures";
import { ALLOWED, Carrier, shown, subscribesTo, turnOn } from "./push-device";

const service = await PushService.start();
afterAll(() => service.stop());

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1";
const section = (page: Page) => page.locator("[data-push]");
describe("notices on a phone", () => {
  const club = withClub({ pushOrigin: service.origin });

  it("[R-06] are turned on by one tap, and the test shows its whole way to the screen", async () => {
    const browser = service.browser();
    const page = await club.open("caddie10@demo.club", ALLOWED, "/perfil", subscribesTo(browser));
    await section(page).waitFor();
    await section(page).scrollIntoViewIfNeeded();
    await picture(page, "push-off-light");
    await turnOn(page);
    await picture(page, "push-on-light");
    const carrier = await Carrier.of(page.context(), club.server.url);
    await page.bringToFront();
    await page.getByRole("button", { name: "Enviar un aviso de prueba" }).click();
    await page.locator('[data-mark="under way"]', { hasText: "Mostrado" }).waitFor();
    await service.delivered(browser);
    const [message] = service.to(browser);
    expect(message).toMatchObject({ title: "Aviso de prueba", kind: "test", url: "/perfil" });
    await carrier.carry(message ?? "");
    await page.getByText("Funciona: así te van a llegar los avisos.").waitFor();
    expect(await page.locator('[data-mark="done"]').count()).toBe(3);
    expect(await shown(page)).toEqual([expect.objectContaining({ title: "Aviso de prueba", tag: "test" })]);
    await picture(page, "push-tested-light");
    expect(await violations(page)).toEqual([]);

    await page.reload();
    await page.getByText("Encendidos en este teléfono").waitFor();
    await page.getByRole("button", { name: "Apagar en este teléfono" }).click();
    await page.getByText("Apagados").waitFor();
    const answer = await page.request.post("/api/push/test", {
      data: { endpoint: browser.endpoint },
      headers: { origin: club.server.url },
    });
    expect(answer.status()).toBe(404);
  });

  it("[R-06] come while every page is closed, and what cannot be read is shown as news all the same", async () => {
    const page = await club.open("caddie11@demo.club", ALLOWED, "/turnos", subscribesTo(service.browser()));
    await untilLive(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const carrier = await Carrier.of(page.context(), club.server.url);
    await page.close();
    const facts = { id: "n1", kind: "next", url: "/turnos", tag: "place", locale: "es", unread: 2 };
    await carrier.carry({ ...facts, title: "Faltan 3", body: "Lista 1" });
    await carrier.carry({ ...facts, title: "Eres el siguiente", body: "Lista 1" });
    await carrier.carry("this is no message");
    const later = await page.context().newPage();
    await later.goto("/turnos");
    await expect
      .poll(async () => (await shown(later)).sort((a, b) => a.title.localeCompare(b.title)))
      .toEqual([
        // The later word on one's place takes the place of the earlier.
        { title: "Eres el siguiente", body: "Lista 1", tag: "place" },
        { title: "Novedades en el club", body: "Abre CaddiePro para verlas.", tag: "news" },
      ]);
  });

  it("[R-06] of what the page in front has said are silent, and show what it has not", async () => {
    const who = "caddie16@demo.club";
    const page = await club.open(who, ALLOWED, "/turnos", subscribesTo(service.browser()));
    const master = await club.open(ADMIN);
    await untilLive(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const carrier = await Carrier.of(page.context(), club.server.url);
    await page.bringToFront();
    const caddie = (await club.caddies(1, master))[15];
    await master.request.post(`/api/caddies/${caddie?.id}/call`, {
      headers: { origin: club.server.url },
    });
    await page.getByText(/ te llama en Lista 1\.$/).waitFor();
    const { data } = await (await page.request.get("/api/notifications")).json();
    const facts = { kind: "called", url: "/turnos", tag: "place", locale: "es", body: "Lista 1" };
    await carrier.carry({ ...facts, id: data[0].id, title: "Te llaman" });
    await carrier.carry({ ...facts, id: "unheard", kind: "near", title: "Faltan 3", tag: "unheard" });
    await expect.poll(async () => (await shown(page)).map(({ title }) => title)).toEqual(["Faltan 3"]);
  });

  it("a tap on one brings the open page to what it speaks of, without loading it anew", async () => {
    const page = await club.open("caddie12@demo.club", ALLOWED, "/turnos", subscribesTo(service.browser()));
    await untilLive(page);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      Object.assign(window, { stays: true });
    });
    await expect.poll(() => page.context().serviceWorkers().length).toBeGreaterThan(0);
    const [worker] = page.context().serviceWorkers();
    await worker?.evaluate(async () => {
      const { registration } = self as unknown as ServiceWorkerGlobalScope;
      await registration.showNotification("Corrigieron un turno tuyo", { data: { url: "/perfil" } });
      const [notification] = await registration.getNotifications();
      if (notification) self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
    });
    await page.waitForURL("**/perfil");
    expect(await page.evaluate(() => "stays" in window)).toBe(true);
  });

  it("whoever said no, has an iPhone, or no such browser reads what to do, in both languages, by day and night", async () => {
    const denied = async (page: Page): Promise<void> => {
      await page.addInitScript(() => {
        Object.defineProperty(Notification, "permission", { get: () => "denied" });
      });
    };
    const without = async (page: Page): Promise<void> => {
      await page.addInitScript(() => {
        for (const name of ["PushManager", "Notification"]) Reflect.deleteProperty(window, name);
      });
    };
    const STATES = [
      ["denied", PHONE, denied, "Los avisos están bloqueados"],
      ["iphone", { ...PHONE, userAgent: IPHONE }, without, "En iPhone, primero instala la app"],
      ["unsupported", DESKTOP, without, "Este navegador no recibe avisos"],
    ] as const;
    for (const [name, device, prepare, words] of STATES) {
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await club.open("caddie13@demo.club", { ...device, colorScheme }, "/perfil", prepare);
        await page.getByText(words).waitFor();
        await section(page).scrollIntoViewIfNeeded();
        await picture(page, `push-${name}-${colorScheme}`);
        expect(await violations(page)).toEqual([]);
        await page.context().close();
      }
    }
    const english = await club.open("caddie13@demo.club", { ...ALLOWED, colorScheme: "dark" }, "/perfil");
    await english.getByText("English", { exact: true }).click();
    await english.getByRole("heading", { name: "Notices on this phone" }).waitFor();
    await section(english).scrollIntoViewIfNeeded();
    await picture(english, "push-off-dark-en");
    await english.getByText("Español", { exact: true }).click();
    await english.getByRole("heading", { name: "Avisos en este teléfono" }).waitFor();
  });

  it("whoever signs out turns them off; the next one on the phone begins anew", async () => {
    const browser = service.browser();
    const page = await club.openAnew("caddie14@demo.club", ALLOWED);
    await subscribesTo(browser)(page);
    await page.goto("/perfil");
    await turnOn(page);
    const { request } = page;
    await page.getByRole("button", { name: "Cerrar sesión", exact: true }).click();
    await page.waitForURL("**/entrar");
    await page.getByLabel("Correo o usuario").fill("caddie15@demo.club");
    await page.getByLabel("Contraseña", { exact: true }).fill("caddiepro");
    await page.getByRole("button", { name: "Entrar" }).click();
    await page.waitForURL("**/turnos");
    await page.goto("/perfil");
    await page.getByText("Apagados").waitFor();
    const answer = await request.post("/api/push/test", {
      data: { endpoint: browser.endpoint },
      headers: { origin: club.server.url },
    });
    expect(answer.status()).toBe(404);
  });
});
