import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Caddie } from "../../lib/caddies/contract";
import { dayOf } from "../../lib/i18n/days";
import { shortName } from "../../lib/walls/policy";
import { violations } from "./axe";
import { column, shownList, untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, type Club } from "./club";
import { foreignTexts } from "./foreign-texts";
import { picture } from "./pictures";
import { TV, television } from "./wall";

const CALM = { reducedMotion: "reduce" } as const;
/** The caddie whose phone is looked at: the fourth of list 1 as it is sown. */
const CADDIE = "caddie4@demo.club";
export const LIST = 1;

/** The three screens of one list on one day: the master's desk, a caddie's phone, the wall. Each is loaded once. */
export class DayScreens {
  readonly #club: Club;
  readonly #locale: "es" | "en";
  readonly master: Page;
  readonly phone: Page;
  readonly tv: Page;

  private constructor(club: Club, locale: "es" | "en", [master, phone, tv]: [Page, Page, Page]) {
    this.#club = club;
    this.#locale = locale;
    this.master = master;
    this.phone = phone;
    this.tv = tv;
  }

  static async open(club: Club, path = "/turnos", locale: "es" | "en" = "es"): Promise<DayScreens> {
    const speaks = (page: Page) =>
      page.context().addCookies([{ name: "locale", value: locale, url: club.server.url }]);
    const master = await club.open(ADMIN, { ...DESKTOP, ...CALM }, path, speaks);
    const phone = await club.open(CADDIE, { ...PHONE, ...CALM }, "/turnos", speaks);
    const tv = await television(club, master, { ...TV, ...CALM }, { lists: [LIST] });
    await untilLive(master);
    await untilLive(phone);
    for (const page of [master, phone, tv]) await page.evaluate(() => Object.assign(window, { once: true }));
    return new DayScreens(club, locale, [master, phone, tv]);
  }

  /** Of the list, the queue in its order, then the others. */
  caddies(): Promise<Caddie[]> {
    return this.#club.caddies(LIST, this.master);
  }

  async queue(): Promise<Caddie[]> {
    return (await this.caddies()).filter(({ status }) => status === "Disponible");
  }

  /** The caddie whose phone it is. */
  async me(): Promise<Caddie> {
    const own = (await this.caddies()).find(({ name }) => name === "Wilmar Ossa");
    if (!own) throw new Error("the list is not as it was sown");
    return own;
  }

  /** All three show what the server has: who waits, in which order, and who is out. */
  async agree(): Promise<void> {
    await expect.poll(() => this.#wrong(), { timeout: 10_000 }).toEqual([]);
  }

  async #wrong(): Promise<string[]> {
    const caddies = await this.caddies();
    const waiting = caddies.filter(({ status }) => status === "Disponible");
    const out = caddies.filter(({ status }) => status === "En campo");
    const told = waiting.filter(({ calledAt }) => calledAt === null);
    const same = (what: string, shown: readonly unknown[], wanted: readonly unknown[]) =>
      shown.join() === wanted.join() ? [] : [`${what}: ${shown.join()} instead of ${wanted.join()}`];
    const ids = waiting.map(({ id }) => id);
    const onPhone = await texts(this.phone.locator("ol > li[data-id]"), "data-id");
    const wall = await texts(this.tv.locator(".wall-next .name"));
    const course = await texts(this.tv.locator(".wall-course li"));
    const names = (them: readonly Caddie[]) => them.map(({ name }) => name);
    return [
      ...(await this.#wrongAtDesk(ids, out)),
      ...same("phone", onPhone, ids),
      ...same("wall", wall, names(told.slice(0, 5))),
      ...same("course", course.toSorted(), names(out).map(shortName).toSorted()),
    ];
  }

  /** Resolves when the clock has closed the days before today, which it does half a minute after the start. */
  async isToday(): Promise<void> {
    const today = dayOf(Date.now(), "America/Bogota");
    const underWay = async () =>
      ((await (await this.master.request.get("/api/closes")).json()) as { open: { day: string } }).open.day;
    await expect.poll(underWay, { timeout: 60_000 }).toBe(today);
  }

  /** The desk, where it shows the board. */
  async #wrongAtDesk(ids: string[], out: readonly Caddie[]): Promise<string[]> {
    if ((await column(this.master, LIST).count()) === 0) return [];
    const { next, queue, out: there } = await shownList(this.master, LIST);
    const shown = [next, ...queue].join();
    const goes = out.map(({ id }) => id).toSorted();
    return [
      ...(shown === ids.slice(0, queue.length + 1).join() ? [] : [`desk: ${shown}`]),
      ...(there.toSorted().join() === goes.join() ? [] : [`desk, out: ${there.join()}`]),
    ];
  }

  /** As they stand: nothing is wider than its screen, axe finds nothing, none speaks another language or was loaded again. */
  async look(name: string): Promise<void> {
    // A page that has just been opened is there, and no longer its bones.
    for (const page of [this.master, this.phone]) await untilLive(page);
    for (const [screen, page] of Object.entries({ desk: this.master, phone: this.phone, wall: this.tv })) {
      await soundPage(page, `${name}-${screen}`);
      expect(await foreignTexts(page, this.#locale), `${name}-${screen}`).toEqual([]);
    }
  }
}

async function texts(found: Locator, attribute?: string): Promise<string[]> {
  return found.evaluateAll(
    (elements, from) => elements.map((e) => (from ? (e.getAttribute(from) ?? "") : (e.textContent ?? ""))),
    attribute,
  );
}

/** Nothing is wider than the screen, axe finds nothing, and the page is the one that was opened. */
async function soundPage(page: Page, name: string): Promise<void> {
  await picture(page, name);
  const { width, wide, once } = await page.evaluate(() => ({
    width: innerWidth,
    wide: document.documentElement.scrollWidth,
    once: "once" in window,
  }));
  expect(wide, `${name} is too wide`).toBeLessThanOrEqual(width);
  expect(once, `${name} was loaded again`).toBe(true);
  expect(await violations(page), name).toEqual([]);
}
