import { existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext } from "playwright-core";
import { launchBrowser, PHONE } from "../e2e/browser";
import { within } from "./clock";
import type { Club } from "./club";
import { pageScripts } from "./page";
import { onAllCores } from "./processes";
import { NotMeasured, type Stage } from "./stage";

/** Milliseconds from the start of the navigation. */
interface Visit {
  /** The list's rows are on the screen. */
  rows: number;
  /** And the connection is live. */
  usable: number;
}

export interface BoardVisits {
  slowDown: number;
  cold: Visit[];
  warm: Visit[];
  /** Bytes of JavaScript, gzipped. */
  scripts: {
    /** What the page names. */
    named: number;
    /** With the socket client, which the page fetches once it has come alive. */
    withSocket: number;
    /** All that was loaded by the time the page was live. */
    untilLive: number;
  };
}

/** A phone's processor beside this machine's. */
const SLOW_DOWN = 4;
const LIST = 2;
const PATIENCE_MS = 60_000;
/** A word that only the socket client's code holds. */
const SOCKET_CLIENT = "EIO";

/** Notes in the page itself, frame by frame, when the rows and the live connection are there. */
const WATCH = `window.visit = new Promise((resolve) => {
  const seen = (selector) => [...document.querySelectorAll(selector)].some((e) => e.getClientRects().length > 0);
  let rows = 0;
  const look = () => {
    rows ||= seen("li[data-id]") ? performance.now() : 0;
    if (rows && seen('[data-connection="live"]')) resolve({ rows, usable: performance.now() });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});`;

/** A signed-in caddie opens his list on a slow phone: with nothing in the browser's cache, and a second time. */
export async function measureVisits(stage: Stage): Promise<BoardVisits> {
  const executable = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  if (!existsSync(executable)) throw new NotMeasured(`there is no Chromium at ${executable}`);
  const { club, sizes } = stage;
  const served = await stage.start();
  const origin = `http://127.0.0.1:${served.port}`;
  const browser = await onAllCores(launchBrowser);
  const loaded = new Set<string>();
  const cold: Visit[] = [];
  const warm: Visit[] = [];
  try {
    // The server's own first page is no phone's doing.
    for (let n = -1; n < sizes.visits; n++) {
      const context = await openContext(browser, origin, club);
      const first = await visit(context, origin, loaded);
      const second = await visit(context, origin, loaded);
      if (n >= 0) {
        cold.push(first);
        warm.push(second);
      }
      await context.close();
    }
    const [token = ""] = await club.tokens(LIST, 1);
    const { named, weigh } = await pageScripts(served, token);
    const late = [...loaded].filter((path) => !named.includes(path));
    const code = await Promise.all(late.map(async (path) => (await fetch(origin + path)).text()));
    const socket = code.filter((text) => text.includes(SOCKET_CLIENT));
    if (socket.length === 0) throw new Error("no script that the page loaded later is the socket client");
    const own = await weigh();
    const weight = (texts: string[]) => texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
    return {
      ...{ slowDown: SLOW_DOWN, cold, warm },
      scripts: { named: own, withSocket: own + weight(socket), untilLive: own + weight(code) },
    };
  } finally {
    await browser.close();
    await served.child.stop();
  }
}

async function openContext(browser: Browser, origin: string, club: Club): Promise<BrowserContext> {
  const context = await browser.newContext({ ...PHONE, baseURL: origin });
  const [value = ""] = await club.tokens(LIST, 1);
  await context.addCookies([
    { name: "caddiePro_token", value, url: origin, httpOnly: true, sameSite: "Lax" },
  ]);
  await context.addInitScript(WATCH);
  return context;
}

async function visit(context: BrowserContext, origin: string, loaded: Set<string>): Promise<Visit> {
  const page = await context.newPage();
  const control = await context.newCDPSession(page);
  await control.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });
  let live = false;
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (!live && pathname.startsWith("/_next/static/") && pathname.endsWith(".js")) loaded.add(pathname);
  });
  await page.goto(`${origin}/turnos`, { waitUntil: "commit" });
  const times = await within(PATIENCE_MS, "a live board", page.evaluate<Visit>("window.visit"));
  live = true;
  await page.close();
  return times;
}
