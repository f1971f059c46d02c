import type { Locator, Page, Request } from "playwright-core";
import { expect } from "vitest";
import es from "../../lib/i18n/es.json";

/** One list as a window shows it: ids of caddies, in the order on screen. */
export interface ShownList {
  next: string | null;
  queue: string[];
  out: string[];
  away: string[];
}

export const column = (page: Page, list: number): Locator => page.locator(`section[data-list="${list}"]`);

/** What the master's board shows of one list. On a phone the next one stands in the bar under the thumb. */
export function shownList(page: Page, list: number): Promise<ShownList> {
  return page.evaluate((number) => {
    const part = document.querySelector(`section[data-list="${number}"]`);
    const seen = (element: Element) => element instanceof HTMLElement && element.offsetParent !== null;
    const ids = (rows: Iterable<Element>) =>
      [...rows].filter(seen).map((row) => (row instanceof HTMLElement ? (row.dataset.id ?? "") : ""));
    const titled = (...titles: string[]) => {
      const sections = [...(part?.querySelectorAll("section") ?? [])];
      const titleOf = (section: Element) => section.querySelector("h3")?.textContent ?? "";
      const found = sections.find((s) => titles.some((title) => titleOf(s).startsWith(title)));
      return ids(found?.querySelectorAll("li[data-id]") ?? []);
    };
    const next = [...document.querySelectorAll<HTMLElement>("div[data-row]")].find(
      (card) => seen(card) && (part?.contains(card) || !card.closest("section[data-list]")),
    );
    return {
      next: next?.dataset.row ?? null,
      queue: ids(part?.querySelectorAll('ul[aria-label^="Cola"] > li[data-id]') ?? []),
      out: titled("En campo", "On the course"),
      away: titled("Ausentes"),
    };
  }, list);
}

/** Resolves once the page is caught up and hears. */
export async function untilLive(page: Page, timeout?: number): Promise<void> {
  await page.locator('[data-connection="live"]').waitFor({ timeout });
}

const about = (text: string, name: string) => text.replace("{name}", name);

/** The large button beside the next one's name, or the one beside a name that was searched for. */
export const sendButton = (where: Page | Locator, name: string): Locator =>
  where.getByRole("button", { name: about(es.board.sendNamed, name), exact: true }).filter({ visible: true });

export const returnedButton = (page: Page, name: string): Locator =>
  page
    .getByRole("button", { name: about(es.board.returnedNamed, name), exact: true })
    .filter({ visible: true });

export const presentButton = (page: Page, name: string): Locator =>
  page
    .getByRole("button", { name: about(es.board.presentNamed, name), exact: true })
    .filter({ visible: true });

export const undoButton = (page: Page, name: string): Locator =>
  page.getByRole("button", { name: new RegExp(`^${es.undo.action}\\s*: ${name}`) });

/** Opens the sheet with all that can be done with one caddie. */
export async function openMenu(page: Page, caddieId: string): Promise<Locator> {
  const row = page.locator(`[data-row="${caddieId}"]`).filter({ visible: true }).first();
  const button = row.getByRole("button", { name: /^(Más acciones|More actions)/ });
  await ((await button.count()) > 0 ? button : row).click();
  const sheet = page.getByRole("dialog");
  await sheet.waitFor();
  return sheet;
}

/** Every request that the page makes from now on, navigation included. */
export function requestsOf(page: Page): Request[] {
  const requests: Request[] = [];
  // The page's own code that comes after the first paint (sheets, toasts) belongs to the first load.
  const isCode = (request: Request) => new URL(request.url()).pathname.startsWith("/_next/static/");
  page.on("request", (request) => {
    if (!isCode(request)) requests.push(request);
  });
  return requests;
}

export const pathOf = (request: Request): string => `${request.method()} ${new URL(request.url()).pathname}`;

/** Waits until the board shows it; says what it showed instead. */
export async function untilShown(page: Page, list: number, shown: Partial<ShownList>): Promise<void> {
  await expect.poll(() => shownList(page, list), { timeout: 10_000, interval: 25 }).toMatchObject(shown);
}

/** Goes to a page by the navigation: the rail, a phone's bar, or what the bar keeps behind "Más". */
export async function goTo(page: Page, name: string): Promise<void> {
  const link = page.getByRole("link", { name, exact: true }).filter({ visible: true });
  const more = page.getByRole("button", { name: /^(Más|More)$/ }).filter({ visible: true });
  await link.or(more).first().waitFor();
  if ((await link.count()) === 0) await more.click();
  await link.first().click();
}
