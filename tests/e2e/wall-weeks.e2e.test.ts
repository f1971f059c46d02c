import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { WallState } from "../../lib/walls/contract";
import { busyList, onWall, wallState } from "../walls/wall-fixture";
import { violations } from "./axe";
import { ADMIN, withClub } from "./club";
import { shoot, TV, television } from "./wall";

/** Stands in for the server's side of a screen's socket, so that the test decides what it is told. */
class Teller {
  #socket: { send(message: string): void } | null = null;

  readonly guard = (page: Page): Promise<void> =>
    page.routeWebSocket(/\/socket\.io\//, (socket) => {
      const server = socket.connectToServer();
      this.#socket = socket;
      socket.onMessage((message) => server.send(message));
      // The server's own word of the board is kept back.
      server.onMessage((message) => {
        if (!String(message).includes('"wall:state"')) socket.send(message);
      });
    });

  tell(state: WallState): void {
    this.#socket?.send(`42/wall,${JSON.stringify(["wall:state", state])}`);
  }
}

describe("a screen that runs for weeks", () => {
  const club = withClub();
  let build: string;
  let admin: Page;

  async function told(device: BrowserContextOptions = TV) {
    admin = await club.open(ADMIN);
    const teller = new Teller();
    const first = await television(club, admin);
    const { cookies } = await first.context().storageState();
    build = ((await (await first.request.get("/api/wall")).json()) as { data: WallState }).data.build;
    const tv = await club.openSignedOut({ ...device, storageState: { cookies, origins: [] } }, "/entrar");
    await teller.guard(tv);
    await tv.goto("/tablero");
    await tv.getByText("En vivo").waitFor();
    return { tv, tell: (state: Partial<WallState>) => teller.tell(wallState({ build, ...state })) };
  }

  it("does not grow: thousands of changes later the heap, the nodes and the listeners are what they were", async () => {
    const { tv, tell } = await told();
    const devtools = await tv.context().newCDPSession(tv);
    await devtools.send("Performance.enable");
    let n = 0;
    async function day(changes: number): Promise<Record<string, number>> {
      for (let i = 0; i < changes; i++) {
        n++;
        const since = new Date(Date.parse("2026-11-20T10:00:00.000Z") + n * 60_000).toISOString();
        const list = busyList(1 + (n % 3), since);
        const now = n % 4 === 0 ? [] : [{ key: `k${n}`, text: `Caddie ${n}`, since, gone: false }];
        tell({
          asOf: since,
          lists: [1, 2, 3].map((k) => (k === list.number ? { ...list, now } : onWall(k))),
        });
        if (i % 250 === 0) await tv.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      }
      tell({ lists: [onWall(1, { waiting: n })] });
      await tv.getByText(`${n} en la cola`).waitFor({ timeout: 60_000 });
      await devtools.send("HeapProfiler.collectGarbage");
      const { metrics } = await devtools.send("Performance.getMetrics");
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    }
    await day(500);
    const before = await day(500);
    const after = await day(4_000);
    const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
    expect(grown("JSHeapUsedSize")).toBeLessThan(1024 * 1024);
    expect(grown("Nodes")).toBeLessThan(300);
    expect(grown("JSEventListeners")).toBeLessThan(20);
  });

  it.each([
    ["1080p", TV],
    ["720p", { viewport: { width: 1280, height: 720 } }],
    ["4K", { viewport: { width: 3840, height: 2160 } }],
    ["with a browser's bar", { viewport: { width: 1920, height: 940 } }],
  ])("is readable and whole at %s: nothing too small, nothing cut off", async (name, device) => {
    const { tv, tell } = await told(device);
    const text = "Mañana torneo: llamado de Lista 1 a las 5:45 a. m.";
    tell({ announcements: [{ key: "a", text, urgent: false, listNumber: null }] });
    await tv.getByText("Alejandro Ríos").waitFor();
    await tv.getByText(text).waitFor();
    await shoot(tv, `board-${name.replace(/\W+/g, "-")}`);
    const seen = await tv.evaluate(() => {
      const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 10;
      const shown = [...document.querySelectorAll<HTMLElement>("#tablero *")].filter(
        (element) =>
          element.className !== "sr-only" &&
          [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      );
      const sizes = shown.map((element) => Number.parseFloat(getComputedStyle(element).fontSize) / unit);
      const cut = shown
        .filter((element) => {
          const { left, right, top, bottom } = element.getBoundingClientRect();
          return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
        })
        .map((element) => element.textContent);
      const spilt = [...document.querySelectorAll<HTMLElement>(".panel, .wall-called, .wall-next ol")]
        .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
        .map(({ className, scrollHeight, clientHeight }) => `${className} ${scrollHeight} > ${clientHeight}`);
      return {
        least: Math.min(...sizes),
        kinds: [...new Set(sizes.map(Math.round))].sort((a, b) => a - b),
        cut,
        spilt,
      };
    });
    expect(seen).toEqual({ least: expect.closeTo(28, 0), kinds: [28, 44, 128], cut: [], spilt: [] });
  });

  it("looks right in every state that it can be in", async () => {
    const { tv, tell } = await told();
    const { club: own } = wallState();
    const since = "2026-11-20T15:41:30.000Z";
    const shown = (texts: string[]) => texts.map((text) => ({ key: text, text }));
    const masked = (texts: string[]) => ({
      ...busyList(),
      now: [{ key: "x", text: texts[0] ?? "", since, gone: false }],
      next: shown(texts),
      out: shown(texts),
      last: [],
    });
    const states: [name: string, state: Partial<WallState>, sign: string][] = [
      ["english", { club: { ...own, language: "en" } }, "Up next"],
      [
        "initials",
        { club: { ...own, privacy: "initials" }, lists: [masked(["A. R.", "J. F. Z.", "C. M."])] },
        "J. F. Z.",
      ],
      ["numbers", { club: { ...own, privacy: "numbers" }, lists: [masked(["17", "4", "102"])] }, "N.º 102"],
      ["empty", { lists: [onWall(1), onWall(2)] }, "Nadie está en el campo."],
      ["calm", { lists: [{ ...busyList(), now: [] }] }, "Sigue"],
      [
        "long",
        {
          lists: [
            {
              ...busyList(),
              now: [{ key: "l", text: "Maximiliano Bustamante Echeverri", since, gone: false }],
            },
          ],
        },
        "Maximiliano Bustamante Echeverri",
      ],
      [
        "group",
        {
          lists: [
            {
              ...busyList(),
              now: ["Alejandro Ríos", "Jhon Fredy Zapata", "Carlos Mejía", "Wilmar Ossa"].map((text) => ({
                key: text,
                text,
                since,
                gone: false,
              })),
            },
          ],
        },
        "Wilmar Ossa",
      ],
      [
        "urgent",
        {
          announcements: [
            {
              key: "u",
              text: "Tormenta eléctrica: todos a la casa de caddies",
              urgent: true,
              listNumber: null,
            },
          ],
        },
        "Tormenta",
      ],
      ["no-lists", { lists: [] }, "Esta pantalla no tiene listas"],
    ];
    for (const [name, state, sign] of states) {
      tell(state);
      await tv.getByText(sign).first().waitFor();
      await shoot(tv, name);
      expect([name, await violations(tv)]).toEqual([name, []]);
    }
  });
});

describe("a screen whose server is gone", () => {
  const club = withClub();

  it("[C-17] says in large letters how old it is, never shows old as new, and is back by itself", async () => {
    club.expectTrouble(/net::ERR_|WebSocket connection|status of 503/);
    const admin = await club.open(ADMIN);
    const tv = await television(club, admin);
    // Its late parts would be asked for in vain.
    await admin.context().close();
    await club.server.stop();
    await tv.getByText(/^Datos de hace \d+ s$/).waitFor({ timeout: 40_000 });
    await tv.locator(".pill", { hasText: "Sin conexión" }).waitFor();
    await shoot(tv, "stale");
    expect(await violations(tv)).toEqual([]);
    await club.server.start();
    await tv.getByText(/^Datos de hace/).waitFor({ state: "detached", timeout: 30_000 });
    await tv.getByText("En vivo").waitFor({ timeout: 30_000 });
  });
});
