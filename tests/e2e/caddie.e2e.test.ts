import { describe, expect, it } from "vitest";
import { openMenu, pathOf, requestsOf, sendButton, untilLive } from "./board";
import { PHONE } from "./browser";
import { ADMIN, withClub } from "./club";

describe("a caddie with his phone", () => {
  const club = withClub();

  it("[C-22] reads who moved him, when and why, as it happens", async () => {
    const master = await club.open(ADMIN);
    const phone = await club.open("caddie3@demo.club", PHONE);
    await untilLive(master);
    await untilLive(phone);
    const [, , me] = await club.caddies(1, master);
    if (!me) throw new Error("list 1 has no three caddies");
    await phone.getByRole("link", { name: "Mis turnos" }).click();
    await phone.getByRole("heading", { name: "Historial" }).waitFor();
    await untilLive(phone);

    const sheet = await openMenu(master, me.id);
    await sheet.getByLabel("Motivo").fill("Vino en ayunas");
    await sheet.getByRole("button", { name: "De primero" }).click();
    await master.keyboard.press("Escape");
    const history = phone.getByRole("region", { name: "Historial" });
    await history.getByText("Pasó del puesto 3 al 1").waitFor();
    await history.getByText("«Vino en ayunas»").waitFor();
    await history.getByText("Ana Posada").waitFor();
    const clock = new Intl.DateTimeFormat("es", {
      timeZone: "America/Bogota",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    const minute = 60_000;
    const now = Date.now();
    expect([clock.format(now - minute), clock.format(now)]).toContain(
      await history
        .getByText(/^\d\d:\d\d$/)
        .first()
        .innerText(),
    );

    await sendButton(master, me.name).click();
    await history.getByText("Pasó de Disponible a En campo").waitFor();
    const turns = phone.getByRole("region", { name: "Turnos" });
    await turns.getByText(/^En campo ahora/).waitFor();
    await turns.getByText("Lo envió Ana Posada").first().waitFor();
  });

  it("sees neither another list nor anybody's telephone number, on the screen or on the wire", async () => {
    const master = await club.open(ADMIN);
    await untilLive(master);
    const [stranger] = await club.caddies(2, master);
    const [companion] = (await club.caddies(1, master)).filter((caddie) => caddie.name !== "Wilmar Ossa");
    const own = (await club.caddies(1, master)).find((caddie) => caddie.name === "Wilmar Ossa");
    if (!stranger || !companion?.phoneNumber || !own) throw new Error("the lists are not as they were sown");

    const wire: string[] = [];
    const phone = await club.open("caddie4@demo.club", PHONE, "/turnos", async (page) => {
      await page.route(/^http/, async (route) => {
        if (route.request().resourceType() !== "fetch") return route.continue();
        const response = await route.fetch({ maxRedirects: 0 });
        wire.push(await response.text());
        await route.fulfill({ response });
      });
      page.on("response", async (response) => {
        if (response.request().isNavigationRequest()) wire.push(await response.text());
      });
      page.on("websocket", (socket) => {
        socket.on("framereceived", ({ payload }) => wire.push(String(payload)));
      });
    });
    await untilLive(phone);
    const edit = await openMenu(master, companion.id);
    await edit.getByRole("button", { name: "Editar datos" }).click();
    await master.getByLabel("Teléfono").fill("+57 311 222 3344");
    await master.getByRole("button", { name: "Guardar" }).click();
    await sendButton(master, stranger.name).click();
    await sendButton(master, companion.name).click();
    await phone.locator("details", { hasText: companion.name }).waitFor({ state: "attached" });
    await phone.getByRole("link", { name: "Mis turnos" }).click();
    await phone.getByRole("heading", { name: "Historial" }).waitFor();

    await phone.unrouteAll({ behavior: "wait" });
    const everything = [await phone.content(), ...wire].join("\n");
    expect(everything).toContain(companion.name);
    expect(everything).toContain(own.phoneNumber);
    expect(everything).not.toContain(stranger.id);
    expect(
      everything.match(/\+57 3\d\d \d{3} \d{4}/g)?.filter((number) => number !== own.phoneNumber),
    ).toEqual([]);
    expect(wire.join("\n")).toContain("caddie:status_changed");

    for (const path of [
      `/api/caddies/${stranger.id}`,
      `/api/caddies/${stranger.id}/moves`,
      "/api/caddies?list=2",
    ]) {
      expect((await phone.request.get(path)).status(), path).toBe(404);
    }
    club.expectTrouble(/status of 404/);
    await phone.goto(`/caddies/${stranger.id}`);
    await phone.getByText("Esta página no existe").waitFor();
  });

  it("can change nothing: no button, and a refusal where he tries without one", async () => {
    const phone = await club.open("caddie41@demo.club", PHONE);
    await untilLive(phone);
    const [me] = await club.caddies(2, phone);
    if (!me) throw new Error("list 2 is empty");
    const main = phone.getByRole("main");
    for (const name of [/^Avisos/, "¿Por qué estoy aquí?"])
      await main.getByRole("button", { name }).waitFor();
    // The bell is his own, and what is asked changes nothing.
    expect(await main.getByRole("button", { name: /^(?!Avisos|¿)/ }).count()).toBe(0);
    const asked = requestsOf(phone);
    for (const key of ["e", "z", "/"]) await phone.keyboard.press(key);
    const status = await phone.evaluate(
      async (path) =>
        (
          await fetch(path, {
            method: "PATCH",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ status: "En campo" }),
          })
        ).status,
      `/api/caddies/${me.id}/status`,
    );
    expect(status).toBe(403);
    expect(asked.map(pathOf)).toEqual([`PATCH /api/caddies/${me.id}/status`]);
    club.expectTrouble(/status of 403/);
  });
});
