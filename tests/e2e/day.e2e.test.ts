import { describe, expect, it } from "vitest";
import { column, goTo, openMenu, returnedButton, sendButton, undoButton } from "./board";
import { withClub } from "./club";
import { DayScreens, LIST } from "./day-screens";
import { called } from "./wall";

/** A day has many steps, each looked at on three screens. */
const PATIENCE_MS = 300_000;

describe("a whole day, at the desk, on a caddie's phone and on the wall", () => {
  const club = withClub();

  it(
    "[C-21] the morning: the roll is called and the order drawn, and each screen has it without being loaded again",
    async () => {
      const day = await DayScreens.open(club, "/llamado");
      const { master, phone, tv } = day;
      const [late, absent, away, me] = await day.queue();
      await master.getByRole("heading", { name: "Llamar Lista 1" }).waitFor();
      await day.look("01-before");
      await master.getByRole("button", { name: /^Abrir el llamado: 40/ }).click();
      await master.getByText("0 de 40").waitFor();
      for (const [i, key] of ["2", "3", "4", ...Array<string>(37).fill("1")].entries()) {
        await master.keyboard.press(key);
        await master.getByText(`${i + 1} de 40`).waitFor();
        if (i === 3) {
          await phone.getByText(/^Presente\s*\d\d:\d\d$/).waitFor();
          await phone.getByText("Eres el siguiente", { exact: true }).first().waitFor();
          await tv
            .locator(".wall-next .name")
            .first()
            .getByText(me?.name ?? "")
            .waitFor();
          // That two went before him a moment ago is not said any more.
          const toasts = phone.locator("[data-sonner-toast]");
          const old = async () => (await toasts.allInnerTexts()).filter((text) => text.startsWith("Faltan"));
          await expect.poll(old).toEqual([]);
          await day.look("02-roll-call");
        }
      }
      await master.getByRole("button", { name: "Cerrar el llamado" }).click();
      await master.getByText(/lo cerró Ana Posada/).waitFor();
      const counts = await master.locator("dl").first().locator("div").allInnerTexts();
      expect(counts.map((text) => text.split(/\s+/).toSorted().join(" "))).toEqual([
        ...["37 Presente", "1 Tarde", "1 Ausente", "1 Permiso", "0 Sin marcar"],
      ]);
      await day.agree();
      const queue = await day.queue();
      expect(queue.at(-1)?.id).toBe(late?.id);
      expect(queue.map(({ id }) => id)).not.toContain(absent?.id);
      expect(queue.map(({ id }) => id)).not.toContain(away?.id);
      await tv.getByText("38 en la cola").waitFor();
      await day.look("03-roll-closed");

      await goTo(master, "Sorteo");
      await goTo(phone, "Sorteo");
      await phone.getByText("Hoy no hay sorteo en esta lista").waitFor();
      await master.getByRole("button", { name: "Preparar con 38 caddies" }).click();
      await phone.getByText("Prometido").waitFor();
      await day.look("04-promised");
      await master.getByRole("button", { name: "Sortear ahora" }).click();
      const own = await phone.getByText(/^Te tocó el puesto \d+ de 38$/).innerText();
      await phone.getByText("Verificado en este teléfono").waitFor();
      await master.getByText("Verificado en este teléfono").waitFor();
      await day.look("05-drawn");
      await goTo(phone, "Mi lista");
      await goTo(master, "Turnos");
      await day.agree();
      expect((await day.me()).position).toBe(Number(/puesto (\d+)/.exec(own)?.[1]));
      await phone
        .getByText(`${(await day.me()).position}.º`, { exact: true })
        .first()
        .waitFor();
      await day.look("06-order-of-the-day");
    },
    PATIENCE_MS,
  );

  it(
    "[C-13] [C-21] the rush: a call, one tap and its undo, a group of three, one whom a member asked for",
    async () => {
      const day = await DayScreens.open(club);
      const { master, phone, tv } = day;
      const list = column(master, LIST);
      await list.getByRole("button", { name: /^Ver los 38/ }).click();
      const me = await day.me();
      const call = await openMenu(master, me.id);
      await call.getByRole("button", { name: "Llamar", exact: true }).click();
      await phone.getByText("Te llaman: preséntate").waitFor();
      await called(tv).getByText(me.name).waitFor();
      await master.getByText("Llamado ahora").first().waitFor();
      await day.agree();
      await day.look("07-called");

      const before = (await day.queue()).map(({ id }) => id);
      const [next] = await day.queue();
      await sendButton(master, next?.name ?? "").click();
      await called(tv)
        .getByText(next?.name ?? "")
        .waitFor();
      await tv.getByText("En campo · 1").waitFor();
      if (next?.id === me.id) await phone.getByText("Estás en campo").first().waitFor();
      else await phone.getByText("En campo · 1").waitFor();
      await day.agree();
      await day.look("08-sent");
      await undoButton(master, next?.name ?? "")
        .last()
        .click();
      await tv.getByText("Nadie está en el campo.").waitFor();
      await phone.getByText(/^En campo · /).waitFor({ state: "detached" });
      await day.agree();
      expect((await day.queue()).map(({ id }) => id)).toEqual(before);

      const [one, two, three] = (await day.queue()).filter(({ id }) => id !== me.id);
      const trio = [one, two, three].flatMap((caddie) => caddie ?? []);
      await list.getByRole("button", { name: "Opciones de Lista 1" }).click();
      await master.getByRole("button", { name: "Elegir…" }).click();
      const sheet = master.getByRole("dialog");
      for (const { name } of trio) await sheet.getByLabel(name).check();
      await sheet.getByText("3 elegidos").waitFor();
      await day.look("09-group-chosen");
      await sheet.getByRole("button", { name: "Enviar grupo de 3" }).click();
      await list.getByText("En campo · 3").waitFor();
      await phone.getByText("En campo · 3").waitFor();
      await tv.getByText("En campo · 3").waitFor();
      await day.agree();
      await day.look("10-group-out");

      const asked = (await day.queue()).filter(({ id }) => id !== me.id)[4];
      if (!asked) throw new Error("the queue is too short");
      const place = (await day.queue()).findIndex(({ id }) => id === asked.id);
      const menu = await openMenu(master, asked.id);
      await menu.getByRole("button", { name: "Enviar con detalles…" }).click();
      const details = master.getByRole("dialog", { name: `Enviar a ${asked.name}` });
      await details.getByText("9 hoyos", { exact: true }).click();
      await details.getByText("Lo pidió un socio").click();
      await details.getByLabel("¿Quién lo pidió?").fill("Sr. Gómez");
      await day.look("11-asked-for");
      await details.getByRole("button", { name: "Enviar a campo" }).click();
      await list.getByText("Pedido", { exact: true }).waitFor();
      await phone.getByText("En campo · 4").click();
      await phone.getByText("Pedido", { exact: true }).waitFor();
      await phone.getByText(/^9 hoyos · vuelve ~\d\d:\d\d$/).waitFor();
      await tv.getByText("En campo · 4").waitFor();
      await day.agree();
      await day.look("12-asked-for-out");
      await returnedButton(master, asked.name).click();
      await tv.getByText("En campo · 3").waitFor();
      await phone.getByText("En campo · 3").waitFor();
      await day.agree();
      expect((await day.queue()).findIndex(({ id }) => id === asked.id)).toBe(place);
    },
    PATIENCE_MS,
  );
});
