import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { pathOf, sendButton, untilLive, untilShown } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, withClub } from "./club";
import { SocketGate } from "./socket-gate";

const SAYS_SO = "Sin tiempo real: se actualiza cada 5 s";

/** Milliseconds between one poll and the next. */
async function pollingBeat(page: Page): Promise<number> {
  const poll = () => page.waitForRequest((request) => pathOf(request) === "GET /api/caddies");
  await (await poll()).response();
  const from = Date.now();
  await poll();
  return Date.now() - from;
}

describe("a network that lets no socket through", () => {
  const club = withClub();

  it("[C-16] the page polls every 5 s and says so, and is live again by itself", async () => {
    const gate = new SocketGate();
    const phone = await club.open("caddie2@demo.club", PHONE, "/turnos", gate.guard);
    const master = await club.open(ADMIN);
    await untilLive(phone);
    await untilLive(master);
    const [first] = await club.caddies(1, master);
    if (!first) throw new Error("list 1 is empty");

    gate.closed = true;
    await gate.cut();
    await phone.getByText(SAYS_SO).waitFor();
    const beat = await pollingBeat(phone);
    expect(beat).toBeGreaterThan(4_500);
    expect(beat).toBeLessThan(7_000);
    await sendButton(master, first.name).click();
    await phone.getByText("1.º").waitFor();
    expect(await phone.getByText(SAYS_SO).isVisible()).toBe(true);

    gate.closed = false;
    // An attempt that the gate has swallowed is given up after 10 s; the next one comes 5 s later at the most.
    await untilLive(phone, 20_000);
    await phone.getByText(SAYS_SO).waitFor({ state: "detached" });
  });

  it("[C-16] the master works on from a page that never had a socket", async () => {
    const gate = new SocketGate();
    gate.closed = true;
    const master = await club.open(ADMIN, DESKTOP, "/turnos", gate.guard);
    await master.getByText(SAYS_SO).waitFor();
    const [first, second] = await club.caddies(2, master);
    if (!first || !second) throw new Error("list 2 has no two caddies");
    await sendButton(master, first.name).click();
    await untilShown(master, 2, { next: second.id, out: [first.id] });
    await expect
      .poll(async () => (await club.caddies(2, master)).find((c) => c.id === first.id)?.status)
      .toBe("En campo");
    await master.getByText("enviando").waitFor({ state: "detached" });
    await untilShown(master, 2, { next: second.id, out: [first.id] });
  });
});

describe("a server with REALTIME=off", () => {
  const club = withClub({ realtime: "off" });

  it("[C-16] no socket is tried, the board is polled every 5 s and says so", async () => {
    const sockets: string[] = [];
    const phone = await club.open("caddie2@demo.club", PHONE, "/turnos", async (page) => {
      page.on("websocket", (socket) => sockets.push(socket.url()));
    });
    const master = await club.open(ADMIN);
    await phone.getByText(SAYS_SO).waitFor();
    const beat = await pollingBeat(phone);
    expect(beat).toBeGreaterThan(4_500);
    expect(beat).toBeLessThan(7_000);
    const [first, second] = await club.caddies(1, master);
    if (!first || !second) throw new Error("list 1 has no two caddies");
    await sendButton(master, first.name).click();
    await untilShown(master, 1, { next: second.id, out: [first.id] });
    await phone.getByText("1.º").waitFor();
    expect(sockets).toEqual([]);
  });
});
