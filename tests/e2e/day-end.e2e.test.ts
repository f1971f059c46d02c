import { describe, expect, it } from "vitest";
import { column, goTo, openMenu, returnedButton, sendButton, undoButton } from "./board";
import { withClub } from "./club";
import { DayScreens, LIST } from "./day-screens";
import { closePastDays } from "./past-days";

/** A day has many steps, each looked at on three screens. */
const PATIENCE_MS = 300_000;
const STORM = "Hay tormenta: todos regresan a la caseta";

describe("the end of a day, at the desk, on a caddie's phone and on the wall", () => {
  const club = withClub();

  it(
    "[C-13] [C-21] the afternoon: nine holes and eighteen, a skip, a no-show, and the caddie's own turn",
    async () => {
      const day = await DayScreens.open(club);
      const { master, phone, tv } = day;
      const list = column(master, LIST);
      const [one, two, three, me] = await day.queue();
      if (!one || !two || !three || !me) throw new Error("the list is not as it was sown");
      await list.getByRole("button", { name: "18 hoyos: cambiar" }).click();
      await sendButton(master, one.name).click();
      await list.getByText(/^9 hoyos · vuelve ~\d\d:\d\d$/).waitFor();
      await list.getByRole("button", { name: "9 hoyos: cambiar", exact: true }).click();
      await sendButton(master, two.name).click();
      await list.getByText(/^18 hoyos · vuelve ~\d\d:\d\d$/).waitFor();
      await phone.getByText("En campo · 2").click();
      await phone.getByText(/^9 hoyos · vuelve ~/).waitFor();
      await phone.getByText(/^18 hoyos · vuelve ~/).waitFor();
      await tv.getByText("En campo · 2").waitFor();
      await day.agree();
      await day.look("13-nine-and-eighteen");

      await phone.getByText("2.º", { exact: true }).waitFor();
      await master.getByRole("button", { name: `Saltar el turno de ${three.name}` }).click();
      await undoButton(master, three.name).waitFor();
      await phone.getByText("Eres el siguiente", { exact: true }).first().waitFor();
      await tv.locator(".wall-next .name").first().getByText(me.name).waitFor();
      await day.agree();
      await day.look("14-skipped");

      const menu = await openMenu(master, three.id);
      await menu.getByLabel("Motivo").fill("No contestó");
      await menu.getByRole("button", { name: "No apareció" }).click();
      await phone.locator(`ol > li[data-id="${three.id}"]:last-child`).waitFor();
      await day.agree();
      expect((await day.queue()).at(-1)?.id).toBe(three.id);
      await day.look("15-no-show");

      await sendButton(master, me.name).click();
      await phone.getByText("Estás en campo").first().waitFor();
      await tv.getByText("En campo · 3").waitFor();
      await day.agree();
      await day.look("16-own-turn");
    },
    PATIENCE_MS,
  );

  it(
    "[C-13] [R-07] the evening: an announcement, a return, and the close with what it found",
    async () => {
      const day = await DayScreens.open(club, "/anuncios");
      const { master, phone, tv } = day;
      await closePastDays(club, master);
      await master.getByLabel("Mensaje").fill(STORM);
      await master.getByText("Urgente", { exact: true }).click();
      await master.getByRole("button", { name: "Anunciar" }).click();
      await phone.locator("[data-announcement]", { hasText: STORM }).waitFor();
      await tv.locator(".wall-said", { hasText: STORM }).waitFor();
      await master.getByText("Leído por 0 de 121").waitFor();
      await day.look("17-announced");
      await phone.getByRole("button", { name: "Entendido" }).tap();
      await master.getByText("Leído por 1 de 121").waitFor();

      await goTo(master, "Turnos");
      const me = await day.me();
      await returnedButton(master, me.name).click();
      await phone.getByText("38.º", { exact: true }).waitFor();
      await tv.getByText("En campo · 2").waitFor();
      await day.agree();
      expect((await day.queue()).at(-1)?.id).toBe(me.id);
      await day.look("18-returned");

      await goTo(master, "Historial");
      await master.getByRole("link", { name: "Cierres" }).click();
      await day.isToday();
      await master.getByText("2 caddies en campo").waitFor();
      await day.look("19-before-the-close");
      await master.getByRole("button", { name: "Cerrar el día ahora" }).click();
      const report = master.getByRole("article").first();
      await report.getByText("2 turnos que nadie cerró").waitFor();
      await report.getByText(/^Cerró Ana Posada/).waitFor();
      const [turns, went] = await report.locator("dl").first().locator("dd").allInnerTexts();
      await tv.getByText("Nadie está en el campo.").waitFor();
      await phone.getByText(/^En campo · /).waitFor({ state: "detached" });
      await day.agree();
      expect(await day.queue()).toHaveLength(40);
      await day.look("20-closed");

      await master.getByRole("link", { name: "Cifras" }).click();
      await master.getByText("Hoy", { exact: true }).click();
      const cells = master.getByRole("row", { name: /^Total/ }).getByRole("cell");
      await expect.poll(async () => (await cells.allInnerTexts())[0]).toBe(turns);
      const own = master.getByRole("row", { name: new RegExp(me.name) }).getByRole("cell");
      expect(Number((await own.allInnerTexts())[0])).toBeGreaterThan(0);
      expect(Number(went)).toBeGreaterThanOrEqual(3);
      await day.look("21-figures");
    },
    PATIENCE_MS,
  );
});
