import { mkdirSync } from "node:fs";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Club } from "./club";

export const TV = { viewport: { width: 1920, height: 1080 } };
const PICTURES = "test-results/wall";

export const called = (tv: Page, name = "Llamado ahora") => tv.getByRole("region", { name });
export const asAdmin = (club: Club) => ({ headers: { origin: club.server.url } });

/** A television that shows the board of this club, opened by the address that its admin's code is in. */
export async function television(
  club: Club,
  admin: Page,
  device: BrowserContextOptions = TV,
  data: object = {},
): Promise<Page> {
  const made = await admin.request.post("/api/walls", {
    data: { name: "Casa de caddies", ...data },
    ...asAdmin(club),
  });
  const { code } = ((await made.json()) as { data: { code: string } }).data;
  const tv = await club.openSignedOut(device, `/tablero?codigo=${code}`);
  await tv.getByText("En vivo").waitFor();
  return tv;
}

export async function send(club: Club, admin: Page, list: number) {
  const [first] = await club.caddies(list, admin);
  if (!first) throw new Error(`list ${list} is empty`);
  await admin.request.post("/api/turns", { data: { caddieId: first.id }, ...asAdmin(club) });
  return first;
}

export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
}
