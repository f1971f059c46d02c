import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { goTo, requestsOf, sendButton, untilLive } from "./board";
import { PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";

const tile = (page: Page, name: string): Locator => page.locator(`[data-tile="${name}"]`);
const events = (page: Page) =>
  page.locator('[data-part="names"] tr', { hasText: "caddie:status_changed" }).locator("td").allInnerTexts();
/** A count is taken every ten seconds, sooner when phones have come. */
const COUNTED = { timeout: 25_000 };
/** A level line has no height, which counts as hidden. */
const DRAWN = { state: "attached" } as const;

describe("the system, watched", () => {
  const club = withClub();

  it("[R-10] tells the admin that both phones are up to date, and what a tap on En campo stirs", async () => {
    // Far from his turn, so that the tap tells him nothing of his own.
    const caddie = await club.open("caddie30@demo.club", PHONE);
    await untilLive(caddie);
    const admin = await club.open(ADMIN);
    await untilLive(admin);
    await goTo(admin, "Sistema");
    await admin.getByRole("heading", { name: "Sistema", level: 1 }).waitFor();
    const system = requestsOf(admin);
    await tile(admin, "phones").getByText("2 de 2", { exact: true }).waitFor(COUNTED);
    await tile(admin, "phones").getByText("Todos al día").waitFor();
    await tile(admin, "connections").getByText("2 personas").waitFor();
    expect(await events(admin)).toEqual([]);

    const second = await club.open(ADMIN2, PHONE);
    await untilLive(second);
    const [first] = await club.caddies(1, second);
    await sendButton(second, first?.name ?? "").tap();
    await expect.poll(() => events(admin), COUNTED).toEqual(["1"]);
    await admin.locator('[data-part="events"]', { hasText: "1 en 30 min" }).waitFor();
    await tile(admin, "phones").getByText("3 de 3", { exact: true }).waitFor(COUNTED);
    expect(await tile(admin, "saved").locator("p").first().innerText()).toMatch(/^9\d(,\d)?\s%$/);
    // All of it came over the one connection.
    expect(system.map((request) => new URL(request.url()).pathname)).toEqual([]);

    // One who loses the network is soon no connection any more, and nobody counts as behind for long.
    await second.context().close();
    await tile(admin, "phones").getByText("2 de 2", { exact: true }).waitFor(COUNTED);
  });

  it("[R-10] draws its charts, and only on this page is their code loaded", async () => {
    const admin = await club.open(ADMIN, PHONE);
    await untilLive(admin);
    const loaded: string[] = [];
    admin.on("response", async (response) => {
      if (!response.url().endsWith(".js")) return;
      const text = await response.text().catch(() => "");
      if (text.includes("recharts")) loaded.push(response.url());
    });
    await admin.reload();
    await untilLive(admin);
    await admin.waitForLoadState("networkidle");
    expect(loaded).toEqual([]);
    await goTo(admin, "Sistema");
    for (const part of ["connections", "delivery"]) {
      await admin.locator(`[data-part="${part}"] path.recharts-line-curve`).first().waitFor(DRAWN);
    }
    expect(await admin.locator('[data-part="events"] .recharts-bar').count()).toBe(1);
    await expect.poll(() => loaded.length).toBeGreaterThan(0);
  });

  it("[R-10] has its figures in the page that the server sends", async () => {
    const admin = await club.open(ADMIN);
    const html = await (await admin.request.get("/sistema")).text();
    expect(html.includes('data-tile="phones"')).toBe(true);
    expect(/\d+ de \d+<|Nadie conectado</.test(html)).toBe(true);
  });

  it("[C-04] is not there for a caddie, who is told nothing of it", async () => {
    club.expectTrouble(/status of 404/);
    const caddie = await club.open("caddie4@demo.club", PHONE, "/sistema");
    await caddie.getByText("Esta página no existe").waitFor();
    expect(await caddie.title()).not.toContain("Sistema");
    expect(await caddie.getByRole("link", { name: "Sistema" }).count()).toBe(0);
    const answer = await caddie.request.get("/sistema");
    expect(answer.status()).toBe(404);
    expect(/data-tile|livePerMinute/.test(await answer.text())).toBe(false);
    expect((await caddie.request.get("/api/socket-stats")).status()).toBe(403);
  });
});

describe("the system without real time", () => {
  const club = withClub({ realtime: "off" });

  it("[C-16] says that it is off, and asks every five seconds", async () => {
    const admin = await club.open(ADMIN, PHONE, "/sistema");
    await admin.getByText("El tiempo real está apagado en este servidor").waitFor();
    await admin.getByText("Consultado cada 5 s").waitFor();
    for (let i = 0; i < 2; i++) {
      await admin.waitForResponse((response) => response.url().endsWith("/api/socket-stats"));
    }
    const http = admin.locator('[data-part="latency"] tr', { hasText: "Respuesta HTTP" });
    await expect.poll(async () => Number(await http.locator("td").last().innerText())).toBeGreaterThan(1);
    expect(await admin.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
