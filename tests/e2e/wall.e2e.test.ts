import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violations } from "./axe";
import { requestsOf, untilLive } from "./board";
import { PHONE } from "./browser";
import { ADMIN, withClub } from "./club";
import { asAdmin, called, send, shoot, TV, television } from "./wall";

describe("the club's televisions", () => {
  const club = withClub();
  let admin: Page;

  it("a screen is made on a phone, its code typed on a television, and both say that it is so", async () => {
    admin = await club.open(ADMIN, PHONE, "/club");
    await untilLive(admin);
    await admin.getByRole("link", { name: "Pantallas del club" }).click();
    await admin.getByText("Aún no hay pantallas").waitFor();
    await shoot(admin, "admin-empty");
    await admin.getByRole("button", { name: "Agregar pantalla" }).filter({ visible: true }).click();
    const sheet = admin.getByRole("dialog");
    await sheet.getByRole("button", { name: "Crear código" }).click();
    await sheet.getByText("Escribe dónde está la pantalla.").waitFor();
    await sheet.getByLabel("Dónde está").fill("Casa de caddies");
    await sheet.getByText("Lista 1", { exact: true }).click();
    await shoot(admin, "admin-new");
    await sheet.getByRole("button", { name: "Crear código" }).click();
    const code = (await sheet.locator("[data-code]").getAttribute("data-code")) ?? "";
    await sheet.getByRole("img", { name: /Código QR/ }).waitFor();
    await shoot(admin, "admin-code");
    expect(await violations(admin)).toEqual([]);

    const tv = await club.openSignedOut(TV, "/tablero");
    await tv.getByText("Escribe el código de esta pantalla").waitFor();
    await tv.keyboard.type(code.slice(0, 3).toLowerCase());
    await shoot(tv, "code");
    expect(await violations(tv)).toEqual([]);
    await tv.keyboard.type(code.slice(3));
    await tv.getByRole("heading", { name: "Lista 1" }).waitFor();
    await tv.getByText("En vivo").waitFor();
    await sheet.getByText("El televisor ya está conectado.").waitFor();
    await sheet.getByRole("button", { name: "Listo" }).click();
    await admin.getByText("Encendida").waitFor({ timeout: 15_000 });
    await shoot(admin, "admin-list");
  });

  it("[C-13] a call is on the television at once, without a request, and flashes in the one yellow block", async () => {
    admin = await club.open(ADMIN);
    const tv = await television(club, admin, TV, { lists: [1] });
    const asked = requestsOf(tv);
    const first = await send(club, admin, 1);
    await called(tv).getByText(first.name).waitFor({ timeout: 2_000 });
    expect(asked.map((request) => request.url())).toEqual([]);
    expect(await tv.locator(".is-yellow").count()).toBe(1);
    const second = await send(club, admin, 1);
    await called(tv).getByText(second.name).waitFor();
    expect(await violations(tv)).toEqual([]);
    await shoot(tv, "called-two");
  });

  it("who has touched «Activar sonido» hears each call once, in the club's language", async () => {
    admin = await club.open(ADMIN);
    const tv = await television(club, admin, TV, { lists: [2] });
    await tv.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const speak = (speech: SpeechSynthesisUtterance) => {
        said.push(`${speech.lang} ${speech.text}`);
        speech.onend?.(new Event("end") as SpeechSynthesisEvent);
      };
      const getVoices = () => [];
      Object.defineProperty(window, "speechSynthesis", { value: { speak, getVoices, cancel() {} } });
    });
    await tv.keyboard.press("Enter");
    await tv.getByText("Sonido activado").waitFor({ state: "attached" });
    const first = await send(club, admin, 2);
    const said = () => tv.evaluate(() => (window as unknown as { said: string[] }).said);
    await expect.poll(said).toEqual([`es-CO ${first.name}, a la salida.`]);
    const second = await send(club, admin, 2);
    await expect
      .poll(said, { timeout: 10_000 })
      .toEqual([`es-CO ${first.name}, a la salida.`, `es-CO ${second.name}, a la salida.`]);
  });

  it("[C-05] a screen that is removed shows nothing of the club a moment later", async () => {
    admin = await club.open(ADMIN, PHONE, "/club/pantallas");
    const tv = await television(club, admin, TV, { name: "Bar" });
    await admin.getByRole("button", { name: "Abrir la pantalla Bar" }).click();
    await shoot(admin, "admin-screen");
    await admin.getByRole("button", { name: "Quitar pantalla" }).click();
    await tv.getByText("Escribe el código de esta pantalla").waitFor({ timeout: 3_000 });
    expect(await tv.locator("body").innerText()).not.toContain("Rodeo");
    await admin.getByText("La pantalla Bar se quitó.").waitFor();
    club.expectTrouble(/status of 401/);
  });

  it("televisions of 2020 show it too", async () => {
    admin = await club.open(ADMIN);
    const made = await admin.request.post("/api/walls", { data: { name: "Vieja" }, ...asAdmin(club) });
    const { code } = ((await made.json()) as { data: { code: string } }).data;
    const tv = await club.openSignedOut(TV, "/entrar");
    await tv.addInitScript(() => {
      const lacks: [object, string[]][] = [
        [Array.prototype, ["flat", "flatMap", "at", "findLast", "toSorted", "toSpliced", "with"]],
        [String.prototype, ["replaceAll", "at", "matchAll"]],
        [Object, ["fromEntries", "hasOwn", "groupBy"]],
        [Promise, ["allSettled", "any", "withResolvers"]],
        [window, ["queueMicrotask", "structuredClone", "WeakRef", "FinalizationRegistry", "reportError"]],
      ];
      for (const [where, names] of lacks) for (const name of names) Reflect.deleteProperty(where, name);
    });
    await tv.goto(`/tablero?codigo=${code}`);
    await tv.getByText("En vivo").waitFor();
    await send(club, admin, 3);
    await called(tv).waitFor();
  });

  it("is small, runs nothing of the application, and names its script by a nonce", async () => {
    const tv = await club.openSignedOut(TV, "/entrar");
    const answer = await tv.request.get("/tablero");
    const html = await answer.text();
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1];
    expect(html).toContain(`<script nonce="${nonce}" src="/pantalla/tablero.js`);
    expect(html).not.toContain("/_next/");
    const program = await (await tv.request.get("/pantalla/tablero.js")).body();
    const { gzipSync } = await import("node:zlib");
    expect(gzipSync(program).length).toBeLessThan(110 * 1024);
  });
});
