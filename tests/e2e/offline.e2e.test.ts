import { readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violations } from "./axe";
import { goTo, pathOf, requestsOf, sendButton, untilLive, untilShown } from "./board";
import { PHONE } from "./browser";
import { ADMIN, withClub } from "./club";
import { picture } from "./pictures";

const WORKER = fileURLToPath(new URL("../../public/sw.js", import.meta.url));
/** What the browser itself logs when nobody answers, or when the page says so in its stead. */
const NO_SERVER = [/net::ERR_/, /WebSocket connection to '.*' failed/, /status of 503/];

const kept = (page: Page) =>
  page.evaluate(async () => {
    const cache = await caches.open("caddiepro-board");
    return (await cache.keys()).map(({ url }) => new URL(url).pathname);
  });
const files = (page: Page) =>
  page.evaluate(async () => (await (await caches.open("caddiepro-files")).keys()).length);

/** Resolves once the worker is there and has all that the page needs to open again. */
async function untilKept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => kept(page), { timeout: 15_000 }).toEqual(["/turnos"]);
  await expect.poll(() => files(page), { timeout: 15_000 }).toBeGreaterThan(5);
}

describe("without a network", () => {
  const club = withClub();
  const banner = (page: Page) => page.locator("[data-phase]");

  it("[C-14] [C-17] with the server stopped the app opens with the last list, says how old it is, and comes back by itself", async () => {
    club.expectTrouble(...NO_SERVER);
    const page = await club.open("caddie5@demo.club", PHONE);
    await untilLive(page);
    await untilKept(page);
    await page.reload();
    await untilLive(page);
    expect(await page.locator("html").getAttribute("data-kept-at")).toBeNull();

    await club.server.stop();
    await page.reload();
    await page.getByText("5.º").waitFor();
    await banner(page)
      .getByText(/^Datos de hace \d+ (s|min)$/)
      .waitFor();
    expect(await banner(page).getAttribute("data-phase")).toMatch(/reconnecting|offline/);
    await page
      .getByText(/^actualizado hace/)
      .first()
      .waitFor();
    expect(await page.getByText("actualizado ahora").count()).toBe(0);
    await picture(page, "offline-list-light");

    await club.server.start();
    await untilLive(page);
    expect(await page.getByText("Conectado en tiempo real").first().isVisible()).toBe(true);
  });

  it("[R-09] [C-17] [C-14] a tap made without a network waits on the last list, with its age, over a reload, and goes out once", async () => {
    club.expectTrouble(...NO_SERVER);
    const master = await club.open(ADMIN, PHONE);
    await untilLive(master);
    await untilKept(master);
    const [first, second] = await club.caddies(2, master);
    if (!first || !second) throw new Error("list 2 has no two caddies");
    await master.getByRole("button", { name: /^Lista 2 \d/ }).tap();
    await master.context().setOffline(true);
    await sendButton(master, first.name).tap();
    const waits = async () => {
      await untilShown(master, 2, { next: second.id, out: [first.id] });
      await master.locator(`li[data-id="${first.id}"]`, { hasText: "por enviar" }).waitFor();
      await banner(master)
        .getByText(/1 por enviar/)
        .first()
        .waitFor();
    };
    await waits();
    await master.reload();
    expect(await master.locator("html").getAttribute("data-kept-at")).not.toBeNull();
    await master.getByRole("button", { name: /^Lista 2 \d/ }).tap();
    await waits();
    await banner(master)
      .getByText(/^Datos de hace \d+ (s|min)/)
      .waitFor();
    await picture(master, "offline-with-a-tap");

    const sent = requestsOf(master);
    await master.context().setOffline(false);
    await untilLive(master);
    await expect.poll(() => master.locator("li[data-id]", { hasText: "por enviar" }).count()).toBe(0);
    await untilShown(master, 2, { next: second.id, out: [first.id] });
    expect(sent.map(pathOf).filter((path) => path === "POST /api/turns")).toHaveLength(1);
    const turns = await master.request.get(`/api/turns?caddieId=${first.id}`);
    const { data } = (await turns.json()) as { data: { status: string }[] };
    expect(data.filter(({ status }) => status === "open")).toHaveLength(1);
  });

  it("[C-14] what was kept says so before any script runs, and never claims to be now", async () => {
    club.expectTrouble(...NO_SERVER);
    const page = await club.open("caddie6@demo.club", PHONE);
    await untilLive(page);
    await untilKept(page);
    await page.context().setOffline(true);
    // What stands there is what was kept, with the worker's words on it.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setScriptExecutionDisabled", { value: true });
    await page.reload();
    const words = await page.locator("html").getAttribute("data-kept-words");
    expect(words).toMatch(/^Sin conexión · así estaba la lista el /);
    await picture(page, "offline-before-scripts");
    await page.context().setOffline(false);
  });

  it("any other page says that there is no connection and leads to the list", async () => {
    club.expectTrouble(...NO_SERVER);
    const page = await club.open("caddie7@demo.club", { ...PHONE, colorScheme: "dark" });
    await untilLive(page);
    await untilKept(page);
    await page.context().setOffline(true);
    await page.goto("/perfil");
    await page.getByRole("heading", { name: "Sin conexión con el club" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, "offline-page-dark");
    await page.emulateMedia({ colorScheme: "light" });
    await picture(page, "offline-page-light");
    await page.getByRole("link", { name: "Ver la última lista que llegó" }).click();
    await banner(page)
      .getByText(/Sin internet|Reconectando/)
      .waitFor();
    await page.context().setOffline(false);
    await untilLive(page);
  });

  it("whoever signs out leaves nothing behind, and the next one finds nothing of his", async () => {
    club.expectTrouble(...NO_SERVER, /status of 401/);
    const page = await club.openAnew("caddie8@demo.club", PHONE);
    await untilLive(page);
    await untilKept(page);
    await goTo(page, "Perfil");
    await page.getByRole("button", { name: "Cerrar sesión", exact: true }).click();
    await page.waitForURL("**/entrar");
    expect(await kept(page)).toEqual([]);
    await page.context().setOffline(true);
    await page.goto("/turnos");
    await page.getByRole("heading", { name: "Sin conexión con el club" }).waitFor();
    expect(await page.getByRole("link", { name: "Ver la última lista que llegó" }).count()).toBe(0);
    await page.context().setOffline(false);
  });

  it("a session that was ended elsewhere leaves nothing behind either", async () => {
    club.expectTrouble(...NO_SERVER, /status of 401/);
    const page = await club.openAnew("caddie9@demo.club", PHONE);
    await untilLive(page);
    await untilKept(page);
    const other = await club.openAnew("caddie9@demo.club", PHONE);
    await other.goto("/perfil");
    await other.getByRole("button", { name: "Cerrar sesión en todos los aparatos" }).click();
    await banner(page).getByText("La sesión terminó").waitFor();
    await expect.poll(() => kept(page)).toEqual([]);
  });

  it("a newer worker takes over at once, and open pages keep the files of their build", async () => {
    const page = await club.open(ADMIN);
    await untilLive(page);
    await untilKept(page);
    const before = await files(page);
    const script = readFileSync(WORKER, "utf8");
    const { atime, mtime } = statSync(WORKER);
    try {
      writeFileSync(WORKER, `${script}\n// a newer one\n`);
      const changed = page.evaluate(
        () =>
          new Promise((resolve) =>
            navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
          ),
      );
      await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
      await changed;
      expect(await files(page)).toBe(before);
      await untilLive(page);
      await page.reload();
      await untilLive(page);
    } finally {
      writeFileSync(WORKER, script);
      // Or the next run would build everything anew.
      utimesSync(WORKER, atime, mtime);
    }
  });

  it("[R-15] nothing of the API is kept, and the worker may do nothing but fetch", async () => {
    const page = await club.open(ADMIN);
    await untilLive(page);
    await untilKept(page);
    const all = await page.evaluate(async () => {
      const names = await caches.keys();
      const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return keys.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(all.filter((path) => path !== "/turnos" && !path.startsWith("/_next/static/"))).toEqual([]);
    const worker = await page.request.get("/sw.js");
    expect(worker.headers()["content-security-policy"]).toBe("default-src 'none'; connect-src 'self'");
    expect(worker.headers()["content-type"]).toContain("javascript");
  });
});

describe("on the home screen", () => {
  const club = withClub();

  it("has a name, a place to begin and icons of every kind, each as large as it says", async () => {
    const page = await club.open(ADMIN, PHONE);
    const href = await page.locator('link[rel="manifest"]').getAttribute("href");
    const manifest = await (await page.request.get(href ?? "")).json();
    expect(manifest).toMatchObject({
      name: "CaddiePro",
      display: "standalone",
      start_url: "/turnos",
      scope: "/",
    });
    const icons = manifest.icons as { src: string; sizes: string; purpose: string }[];
    expect(icons.map(({ sizes, purpose }) => `${purpose} ${sizes}`)).toEqual([
      ...["any 192x192", "any 512x512", "maskable 192x192", "maskable 512x512"],
    ]);
    const apple = await page.locator('link[rel="apple-touch-icon"]').getAttribute("href");
    for (const src of [...icons.map((icon) => icon.src), apple ?? "", "/icons/badge-96.png"]) {
      const answer = await page.request.get(src);
      expect([src, answer.status(), answer.headers()["content-type"]]).toEqual([src, 200, "image/png"]);
      const width = (await answer.body()).readUInt32BE(16);
      const named = icons.find((icon) => icon.src === src)?.sizes.split("x")[0];
      if (named) expect(width).toBe(Number(named));
    }
    const asked = await page.request.get("/favicon.ico");
    expect([asked.status(), asked.headers()["content-type"]]).toEqual([200, "image/svg+xml"]);
    const devtools = await page.context().newCDPSession(page);
    const { errors } = await devtools.send("Page.getAppManifest");
    expect(errors).toEqual([]);
  });
});
