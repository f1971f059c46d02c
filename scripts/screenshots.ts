import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Caddie, CaddieStatus, Turn } from "../lib/caddies/contract";
import { sendButton, untilLive } from "../tests/e2e/board";
import { DESKTOP, launchBrowser, PHONE } from "../tests/e2e/browser";
import { ClubServer } from "../tests/e2e/server";

/** Draws the pictures of the README on the production build (`npm run build` first), with one story for all of them. */

const FOLDER = fileURLToPath(new URL("../docs/screenshots/", import.meta.url));
const MINUTE = 60_000;
const CLUB_UTC_OFFSET_MS = -5 * 60 * MINUTE;
/** Late in the morning at the club, whatever the hour here. */
const BEGINS_AT_MS = (10 * 60 + 42) * MINUTE;
const SHIFT_MS = BEGINS_AT_MS - ((Date.now() + CLUB_UTC_OFFSET_MS) % (24 * 60 * MINUTE));
const SHIFTED_DATE = `const Real = Date; globalThis.Date = class extends Real {
  constructor(...args) { args.length ? super(...args) : super(Real.now() + ${SHIFT_MS}); }
  static now() { return Real.now() + ${SHIFT_MS}; }
};`;

/** Who is out for how many minutes, by his place at dawn and the holes he carries. */
const OUT: Record<number, [place: number, minutes: number, holes: 9 | 18][]> = {
  1: [
    [38, 126, 18],
    [39, 81, 9],
    [40, 35, 9],
  ],
  2: [
    [39, 99, 18],
    [40, 90, 9],
  ],
  3: [
    [39, 103, 18],
    [40, 18, 9],
  ],
};
const AWAY: Record<number, number[]> = { 1: [22], 2: [17, 30], 3: [] };

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const nodeOptions = `--import=data:text/javascript,${encodeURIComponent(SHIFTED_DATE)}`;
  const server = await ClubServer.start({ nodeOptions });
  const browser = await launchBrowser();
  try {
    await draw(server, browser);
  } finally {
    await browser.close();
    await server.dispose();
  }
}

async function draw(server: ClubServer, browser: Browser): Promise<void> {
  const desktop = await open(server, browser, "admin@demo.club", DESKTOP);
  await tellStory(desktop, server.url);

  const caddie = await open(server, browser, "caddie4@demo.club", PHONE);
  await shoot(caddie, "caddie-phone");
  await caddie.context().close();

  const dark = await open(server, browser, "admin@demo.club", { ...PHONE, colorScheme: "dark" });
  await dark.getByRole("button", { name: /^Lista 2/ }).tap();
  await send(dark);
  await shoot(dark, "master-phone-dark");

  await desktop.reload();
  await untilLive(desktop);
  await send(desktop);
  await shoot(desktop, "master-desktop");
  await desktop.context().close();
  await dark.context().close();

  const lost = await open(server, browser, "admin2@demo.club", PHONE);
  await server.kill();
  await lost.getByText(/^Reconectando/).waitFor();
  await send(lost);
  await send(lost);
  await lost.getByText(/2 por enviar/).waitFor();
  await lost.getByText(/^Reconectando en [345] s…$/).waitFor();
  await shoot(lost, "reconnecting-phone");
}

async function open(
  server: ClubServer,
  browser: Browser,
  who: string,
  device: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ ...device, baseURL: server.url });
  await context.addInitScript(SHIFTED_DATE);
  const page = await context.newPage();
  await page.goto("/entrar");
  await page.getByLabel("Correo o usuario").fill(who);
  await page.getByLabel("Contraseña", { exact: true }).fill("caddiepro");
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.waitForURL("**/turnos");
  await untilLive(page);
  return page;
}

/** Sends whoever is next, as the master does it. */
async function send(page: Page): Promise<void> {
  const next = page.locator("div[data-row]").filter({ visible: true }).first();
  const name = (await next.locator(".numeral").innerText()).trim();
  await sendButton(page, name).click();
  await sendButton(page, name).waitFor({ state: "hidden" });
}

async function tellStory(page: Page, origin: string): Promise<void> {
  const headers = { origin };
  const { data } = (await (await page.request.get("/api/caddies")).json()) as { data: Caddie[] };
  const idOf = (list: number, place: number) =>
    data.find((caddie) => caddie.listNumber === list && caddie.position === place)?.id ?? "";
  for (const [list, turns] of Object.entries(OUT)) {
    for (const [place, minutes, holes] of turns) {
      const caddieId = idOf(Number(list), place);
      const started = await page.request.post("/api/turns", { headers, data: { caddieId, holes } });
      const turn = ((await started.json()) as { data: Turn }).data;
      const startedAt = new Date(Date.parse(turn.startedAt) - minutes * MINUTE).toISOString();
      const corrected = await page.request.put(`/api/turns/${turn.id}`, { headers, data: { startedAt } });
      if (!corrected.ok()) throw new Error(await corrected.text());
    }
  }
  const status: CaddieStatus = "Ausente";
  for (const [list, places] of Object.entries(AWAY)) {
    for (const place of places) {
      await page.request.patch(`/api/caddies/${idOf(Number(list), place)}/status`, {
        headers,
        data: { status },
      });
    }
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What glides has arrived; what glows still glows.
    const gliding = document.getAnimations().filter((a) => Number(a.effect?.getTiming().duration) <= 200);
    await Promise.all(gliding.map((animation) => animation.finished));
  });
  await page.screenshot({ path: `${FOLDER}${name}.png` });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
