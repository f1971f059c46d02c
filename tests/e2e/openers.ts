import type { Page } from "playwright-core";
import { column, untilLive } from "./board";
import { ADMIN, type Club } from "./club";

export type Device = Parameters<Club["open"]>[1];

/** Done to a page before it is loaded: its person has chosen English on this device. */
export const inEnglish =
  ({ server }: Club) =>
  async (page: Page): Promise<void> => {
    await page.context().addCookies([{ name: "locale", value: "en", url: server.url }]);
  };

export async function users(club: Club, device: Device): Promise<Page> {
  const page = await club.open(ADMIN, device, "/usuarios");
  await untilLive(page);
  await page.locator("[data-user]").first().waitFor();
  return page;
}

export async function board(club: Club, device: Device): Promise<Page> {
  const page = await club.open(ADMIN, device);
  await untilLive(page);
  return page;
}

export async function listMenu(page: Page): Promise<void> {
  await column(page, 1).getByRole("button", { name: "Opciones de Lista 1" }).click();
  await page.getByRole("dialog").waitFor();
}

export async function caddie(club: Club, device: Device): Promise<Page> {
  const page = await club.open("caddie4@demo.club", device);
  await untilLive(page);
  await page.getByText(/^En campo · \d/).click();
  return page;
}
