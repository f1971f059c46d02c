import type { Page, Route } from "playwright-core";
import { describe, expect, it } from "vitest";
import { goTo, openMenu, requestsOf, sendButton, untilLive, untilShown } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";

/** What the browser logs when a request is cut, or refused. */
const CUT = /net::ERR_FAILED/;
const REFUSED = /status of (409|401)/;
const SENT = "**/api/turns";

const cut = (route: Route) => route.abort();
const block = (page: Page) => page.context().route(SENT, cut);
const release = (page: Page) => page.context().unroute(SENT, cut);
const bodiesOf = (sent: ReturnType<typeof requestsOf>) =>
  sent.filter((request) => request.method() === "POST").map((request) => request.postDataJSON());
const marked = (page: Page) => page.locator("li[data-id]", { hasText: "por enviar" });
/** How many changes this browser keeps, of whomever. */
const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("caddiepro");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const stores = ["outbox", "boards"];
          const work = database.transaction(stores);
          const counts = stores.map((name) => work.objectStore(name).count());
          work.oncomplete = () => {
            database.close();
            resolve(counts.reduce((sum, count) => sum + count.result, 0));
          };
        };
      }),
  );

describe("what could not be sent", () => {
  const club = withClub();

  it("[R-09] I6 survives a reload, and goes out once and in order when the way is free", async () => {
    club.expectTrouble(CUT);
    const master = await club.open(ADMIN, PHONE);
    const other = await club.open(ADMIN2);
    await untilLive(master);
    await untilLive(other);
    const [first, second, third] = await club.caddies(1, other);
    if (!first || !second || !third) throw new Error("list 1 has no three caddies");
    const begun = new Date().toISOString();
    await block(master);
    await sendButton(master, first.name).tap();
    await sendButton(master, second.name).click();
    await untilShown(master, 1, { next: third.id, out: [first.id, second.id] });
    await master.getByRole("button", { name: "2 por enviar", exact: true }).waitFor();

    await master.reload();
    await untilLive(master);
    await untilShown(master, 1, { next: third.id, out: [first.id, second.id] });
    await expect.poll(() => marked(master).count()).toBe(2);
    await untilShown(other, 1, { next: first.id, out: [] });
    await master.getByRole("button", { name: "2 por enviar", exact: true }).tap();
    const sheet = master.getByRole("dialog", { name: "Cambios por enviar" });
    await expect.poll(() => sheet.locator('[data-outbox="queued"]').count()).toBe(2);

    await release(master);
    await sheet.getByRole("button", { name: "Intentar ahora" }).tap();
    await untilShown(other, 1, { next: third.id, out: [first.id, second.id] });
    await expect.poll(() => sheet.locator('[data-outbox="sent"]').count()).toBe(2);
    await sheet.getByRole("button", { name: "Cerrar" }).tap();
    await expect.poll(() => marked(master).count()).toBe(0);
    const { data } = (await (await other.request.get("/api/turns")).json()) as {
      data: { caddieId: string; startedAt: string }[];
    };
    const sent = data.filter(({ startedAt }) => startedAt >= begun).map(({ caddieId }) => caddieId);
    expect(sent.sort()).toEqual([first.id, second.id].sort());
  });

  it("[R-09] of two windows is one queue: both show it, and each change goes out once", async () => {
    club.expectTrouble(CUT);
    const master = await club.open(ADMIN);
    const twin = await master.context().newPage();
    await twin.goto("/turnos");
    await untilLive(master);
    await untilLive(twin);
    const [first, second, third] = await club.caddies(2, master);
    if (!first || !second || !third) throw new Error("list 2 has no three caddies");
    await block(master);
    await sendButton(master, first.name).click();
    await untilShown(twin, 2, { next: second.id, out: [first.id] });
    await sendButton(twin, second.name).click();
    for (const page of [master, twin]) {
      await untilShown(page, 2, { next: third.id, out: [first.id, second.id] });
      await expect.poll(() => marked(page).count()).toBe(2);
    }
    const sent = [requestsOf(master), requestsOf(twin)];
    await release(master);
    for (const page of [master, twin]) {
      await expect.poll(() => marked(page).count(), { timeout: 10_000 }).toBe(0);
      await untilShown(page, 2, { next: third.id, out: [first.id, second.id] });
    }
    const bodies = sent.flatMap(bodiesOf);
    expect(new Set(bodies.map(({ caddieId }) => caddieId))).toEqual(new Set([first.id, second.id]));
    expect(bodies).toHaveLength(2);
  });

  it("[R-08] refused long after the tap is shown with who was faster, and can be discarded", async () => {
    club.expectTrouble(CUT, REFUSED);
    const other = await club.open(ADMIN2);
    const master = await club.open(ADMIN, DESKTOP, "/turnos", (page) => page.clock.install());
    await untilLive(master);
    await untilLive(other);
    const [first, second] = await club.caddies(3, other);
    if (!first || !second) throw new Error("list 3 has no two caddies");
    await block(master);
    await sendButton(master, first.name).click();
    await master.getByRole("button", { name: "1 por enviar", exact: true }).waitFor();
    await sendButton(other, first.name).click();
    await untilShown(other, 3, { next: second.id });
    await release(master);
    await master.clock.fastForward(20_000);
    await master.getByRole("button", { name: "1 por revisar", exact: true }).click();
    const sheet = master.getByRole("dialog", { name: "Cambios por enviar" });
    await sheet.getByText(/ya está en campo, lo envió Germán .* a las /).waitFor();
    await master.reload();
    await master.getByRole("button", { name: "1 por revisar", exact: true }).click();
    await sheet.getByRole("button", { name: /^Descartar/ }).click();
    await sheet.getByText("Nada por enviar").waitFor();
    await untilShown(master, 3, { next: second.id, out: [first.id] });
    const { data } = (await (await other.request.get(`/api/turns?caddieId=${first.id}`)).json()) as {
      data: { status: string }[];
    };
    expect(data.filter(({ status }) => status === "open")).toHaveLength(1);
  });

  it("[R-09] is gone with his sign-out, in every window and from the device", async () => {
    club.expectTrouble(CUT, REFUSED);
    const master = await club.openAnew(ADMIN);
    const twin = await master.context().newPage();
    await twin.goto("/turnos");
    await untilLive(master);
    await untilLive(twin);
    const [first] = await club.caddies(1, master);
    const next = (await club.caddies(1, master)).find(({ position }) => position === 1) ?? first;
    if (!next) throw new Error("list 1 is empty");
    await block(master);
    await sendButton(master, next.name).click();
    await expect.poll(() => marked(twin).count()).toBe(1);
    await expect.poll(() => kept(master)).toBeGreaterThan(0);
    await goTo(master, "Perfil");
    await master.getByText("Queda 1 cambio por enviar: si cierras la sesión, se descarta.").waitFor();
    await master.getByRole("button", { name: "Cerrar sesión", exact: true }).click();
    await master.waitForURL("**/entrar");
    const sent = [requestsOf(master), requestsOf(twin)];
    await release(master);
    await expect.poll(() => marked(twin).count()).toBe(0);
    expect(await kept(master)).toBe(0);
    expect(sent.flatMap(bodiesOf).filter((body) => body && "caddieId" in body)).toEqual([]);
  });

  it("what was tapped by one is not done under another's session", async () => {
    club.expectTrouble(CUT, REFUSED);
    const master = await club.openAnew(ADMIN);
    await untilLive(master);
    const next = (await club.caddies(2, master)).find(({ position }) => position === 1);
    if (!next) throw new Error("list 2 is empty");
    const turns = async (who: Page) =>
      ((await (await who.request.get(`/api/turns?caddieId=${next.id}`)).json()) as { data: unknown[] }).data;
    const before = await turns(master);
    await block(master);
    const sheet = await openMenu(master, next.id);
    await sheet.getByRole("button", { name: "Enviar a campo" }).click();
    await expect.poll(() => marked(master).count()).toBe(1);
    const other = await club.openAnew(ADMIN2);
    await master.context().addCookies(await other.context().cookies());
    await release(master);
    await master.getByText("La sesión terminó").waitFor();
    expect(await turns(other)).toEqual(before);
    await master.reload();
    await untilLive(master);
    expect(await marked(master).count()).toBe(0);
  });
});
