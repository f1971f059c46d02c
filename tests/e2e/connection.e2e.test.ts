import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { pathOf, requestsOf, sendButton, shownList, untilLive, untilShown } from "./board";
import { PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";
import { SocketGate } from "./socket-gate";

/** What the browser itself logs when the network or the server is not there. */
const NO_NETWORK =
  /net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|EMPTY_RESPONSE|CONNECTION_(REFUSED|RESET|CLOSED))/;
/** The port answers before the pages do. */
const STARTING = /status of 503/;
const NO_SOCKET = /WebSocket connection to '.*' failed/;
/** The list is loaded whole instead of event by event. */
const SNAPSHOT = "GET /api/caddies";

describe("a connection that comes and goes", () => {
  const club = withClub();
  const banner = (page: Page) => page.locator("[data-phase]");

  it("[R-09] [R-08] [C-14] [C-15] taps made offline wait in sight and go out once, in order, on return", async () => {
    club.expectTrouble(NO_NETWORK, NO_SOCKET);
    const master = await club.open(ADMIN, PHONE);
    const other = await club.open(ADMIN2);
    await untilLive(master);
    await untilLive(other);
    const [first, second, third, fourth] = await club.caddies(1, other);
    if (!first || !second || !third || !fourth) throw new Error("list 1 has no four caddies");
    const before = await shownList(other, 1);

    await master.context().setOffline(true);
    await banner(master).getByText("Sin internet en este aparato").waitFor();
    await sendButton(master, first.name).tap();
    // Taps in such haste would count as a double tap, and send one man only.
    await sendButton(master, second.name).click();
    await sendButton(master, third.name).click();
    await untilShown(master, 1, { next: fourth.id, out: [first.id, second.id, third.id] });
    await banner(master)
      .getByText(/^Datos .* · 3 por enviar$/)
      .waitFor();
    expect(await master.locator("li[data-id]", { hasText: "por enviar" }).count()).toBe(3);
    expect(await shownList(other, 1)).toEqual(before);

    const sent = requestsOf(master);
    await master.context().setOffline(false);
    await untilLive(master);
    await untilShown(other, 1, { next: fourth.id, out: [first.id, second.id, third.id] });
    await expect.poll(() => master.locator("li[data-id]", { hasText: "por enviar" }).count()).toBe(0);
    const changes = sent.filter((request) => request.method() !== "GET");
    const keys = changes.map((request) => request.headers()["idempotency-key"]);
    expect(new Set(keys).size).toBe(3);
    expect(changes.map((request) => JSON.stringify(request.postDataJSON()))).toEqual(
      [first, second, third].map(({ id }) => expect.stringContaining(id)),
    );
    await untilShown(master, 1, { next: fourth.id, out: [first.id, second.id, third.id] });
  });

  it("[C-17] after a tunnel the phone gets what it missed, in order, without loading the list again", async () => {
    club.expectTrouble(NO_NETWORK, NO_SOCKET);
    const master = await club.open(ADMIN);
    const phone = await club.open("caddie44@demo.club", PHONE);
    await untilLive(master);
    await untilLive(phone);
    const [first, second] = await club.caddies(2, master);
    if (!first || !second) throw new Error("list 2 has no two caddies");
    await phone.getByText("4.º").waitFor();

    await phone.context().setOffline(true);
    await banner(phone).getByText("Sin internet en este aparato").waitFor();
    await phone.getByText(/^actualizado hace \d+ s$/).waitFor();
    await sendButton(master, first.name).click();
    await sendButton(master, second.name).click();
    await untilShown(master, 2, { out: [first.id, second.id] });
    const asked = requestsOf(phone);
    await phone.context().setOffline(false);
    await untilLive(phone);
    await phone.getByText("2.º").waitFor();
    expect(asked.map(pathOf)).not.toContain(SNAPSHOT);
  });

  it("[C-17] [C-15] [C-14] a killed server: a countdown, a button, then all that was missed", async () => {
    club.expectTrouble(NO_NETWORK, NO_SOCKET, STARTING);
    const master = await club.open(ADMIN);
    const phone = await club.open("caddie83@demo.club", PHONE);
    await untilLive(master);
    await untilLive(phone);
    const [first, second] = await club.caddies(3, master);
    if (!first || !second) throw new Error("list 3 has no two caddies");
    await phone.getByText("3.º").waitFor();

    await club.server.kill();
    await banner(phone)
      .getByText(/^Reconectando en [1-5] s…$/)
      .waitFor();
    await banner(phone)
      .getByText(/^Datos de hace \d+ s$/)
      .waitFor();
    await banner(phone).getByRole("button", { name: "Reconectar" }).waitFor();
    await banner(master)
      .getByText(/^Reconectando/)
      .waitFor();
    await sendButton(master, first.name).click();
    await banner(master)
      .getByText(/1 por enviar/)
      .waitFor();

    await club.server.start();
    await untilLive(master);
    await untilShown(master, 3, { next: second.id, out: [first.id] });
    await untilLive(phone);
    await phone.getByText("2.º").waitFor();
    expect((await club.caddies(3, master))[0]).toMatchObject({ id: second.id, position: 1 });
  });

  it("[C-17] a phone that slept checks at once on waking, and never shows the old place as the present one", async () => {
    const gate = new SocketGate();
    const master = await club.open(ADMIN);
    const phone = await club.open("caddie60@demo.club", PHONE, "/turnos", gate.guard);
    await untilLive(master);
    await untilLive(phone);
    const own = await phone.locator('li[aria-current="true"]').getAttribute("data-id");
    const [first, ...others] = await club.caddies(2, master);
    const before = others.find((caddie) => caddie.id === own)?.position ?? 0;
    if (!first || before < 2) throw new Error("nobody goes before him");
    const devtools = await phone.context().newCDPSession(phone);
    await phone.evaluate(watchClaims);
    await phone.evaluate(setShown, false);
    await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
    gate.silence();

    await sendButton(master, first.name).click();
    await expect.poll(async () => (await shownList(master, 2)).out).toContain(first.id);

    await devtools.send("Page.setWebLifecycleState", { state: "active" });
    const wokenAt = Date.now();
    await phone.evaluate(setShown, true);
    await phone.getByText(`${before - 1}.º`).waitFor();
    expect(Date.now() - wokenAt).toBeLessThan(4_000);
    await untilLive(phone);
    const claims = await phone.evaluate(() => window.claims ?? []);
    expect(claims).toContainEqual({ live: true, place: `${before - 1}.º` });
    expect(claims).not.toContainEqual({ live: true, place: `${before}.º` });
  });
});

interface Claim {
  /** The page says that it is up to date. */
  live: boolean;
  place: string;
}
declare global {
  interface Window {
    claims?: Claim[];
  }
}

/** From the waking on, notes at each change of the screen what it claims. */
function watchClaims(): void {
  const note = () => {
    if (document.visibilityState !== "visible") return;
    const place = [...document.querySelectorAll("p")].find((p) => /^\d+\.º$/.test(p.textContent ?? ""));
    window.claims?.push({
      live: document.querySelector('[data-connection="live"]') !== null,
      place: place?.textContent ?? "",
    });
  };
  window.claims = [];
  document.addEventListener("visibilitychange", () => setTimeout(note));
  new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
}

/** What a browser tells a page when the phone is put away and taken up again. */
function setShown(shown: boolean): void {
  const state = shown ? "visible" : "hidden";
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
  document.dispatchEvent(new Event("visibilitychange"));
}
