import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";
import { closePastDays } from "./past-days";

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

describe("the history", () => {
  const club = withClub({ weeks: 4 });
  beforeAll(async () => {
    const page = await club.open(ADMIN);
    await closePastDays(club, page);
    await page.close();
  });

  it("[C-22] a caddie reads the very figures that the master reads of him, and no one else's", async () => {
    const desk = await club.open(ADMIN, DESKTOP, "/historial");
    await desk.getByText("4 semanas", { exact: true }).click();
    const [mine] = await club.caddies(1, desk);
    const row = rowOf(desk, mine?.name ?? "").first();
    await row.waitFor();
    const figures = (await row.getByRole("cell").allInnerTexts()).slice(0, 5);
    expect(Number(figures[0])).toBeGreaterThan(5);
    const own = await club.open("caddie1@demo.club", DESKTOP, "/historial");
    await own.getByText("4 semanas", { exact: true }).click();
    await rowOf(own, mine?.name ?? "").waitFor();
    await expect
      .poll(async () =>
        (
          await rowOf(own, mine?.name ?? "")
            .getByRole("cell")
            .allInnerTexts()
        ).slice(0, 5),
      )
      .toEqual(figures);
    expect(await own.getByRole("row").count()).toBe(2);
    expect(await own.getByRole("link", { name: "Cierres" }).count()).toBe(0);
  });

  it("the figures leave as a file that a table program opens", async () => {
    const desk = await club.open(ADMIN, DESKTOP, "/historial");
    await rowOf(desk, "Total").waitFor();
    const [download] = await Promise.all([
      desk.waitForEvent("download"),
      desk.getByRole("button", { name: "CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^turnos-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
  });

  it("the fairness of a list is said in a sentence, drawn, and there as a table; a caddie finds himself in it", async () => {
    const phone = await club.open("caddie4@demo.club", PHONE, "/historial/equidad");
    await phone.getByText(/parejo/).waitFor();
    await phone.locator(".recharts-bar-rectangle").first().waitFor({ state: "attached" });
    await phone.getByText("Ver como tabla").click();
    await phone.getByRole("rowheader", { name: "Tú" }).waitFor();
    expect(await phone.getByRole("rowheader", { name: /^Caddie \d+$/ }).count()).toBe(39);
  });

  it("[C-22] the time machine shows a list as it was, leads from change to change, and runs by itself", async () => {
    const page = await club.open("caddie4@demo.club", PHONE, "/historial/maquina");
    await untilLive(page);
    await page.getByRole("button", { name: "Día anterior" }).click();
    const board = page.getByRole("list", { name: "La lista en ese momento" });
    await board.waitFor();
    await page.getByLabel("Ir a la hora").fill("10:30");
    const slider = page.getByRole("slider", { name: "Hora del día" });
    await expect.poll(() => slider.getAttribute("aria-valuetext")).toBe("10:30");
    await page.getByRole("button", { name: "Cambio siguiente" }).click();
    await page
      .getByRole("region", { name: /Qué pasó hacia/ })
      .getByRole("button")
      .first()
      .waitFor();
    await slider.press("ArrowRight");
    const before = await slider.getAttribute("aria-valuetext");
    await page.getByRole("button", { name: "Reproducir" }).click();
    await expect.poll(() => slider.getAttribute("aria-valuetext")).not.toBe(before);
    await page.getByRole("button", { name: "Pausa" }).click();
    expect(await board.getByRole("listitem").count()).toBe(40);
  });

  it("a day that one master closes is closed on the other's screen, with its report, and can be opened again with a reason", async () => {
    const desk = await club.open(ADMIN, DESKTOP, "/cierre");
    const other = await club.open(ADMIN2, PHONE, "/cierre");
    await untilLive(desk);
    await untilLive(other);
    const reports = other.getByRole("article");
    await reports.first().waitFor();
    const [first] = await club.caddies(1, desk);
    await desk.request.post("/api/turns", {
      data: { caddieId: first?.id, holes: 18 },
      headers: { origin: club.server.url },
    });
    await desk.getByText("1 caddie en campo").waitFor();
    await desk.getByRole("button", { name: "Cerrar el día ahora" }).click();
    await reports.first().getByText(`Cerró Ana Posada`).waitFor();
    await reports.first().getByText("1 turno que nadie cerró").waitFor();
    await desk.getByText("Nadie en campo").waitFor();
    await other.getByRole("button", { name: "Reabrir el día" }).click();
    await other.getByLabel("Motivo, queda en el historial").fill("faltó una vuelta");
    await other.getByRole("button", { name: "Reabrir el día" }).click();
    await desk.getByRole("article").first().getByText("Reabierto").waitFor();
    await desk.getByRole("button", { name: "Cerrar otra vez" }).click();
    await reports
      .first()
      .getByText(/lo reabrió.*faltó una vuelta/)
      .waitFor();
  });

  it("whether it is worth staying is answered out of days like today, or the card says that there are too few", async () => {
    const phone = await club.open("caddie9@demo.club", PHONE);
    await untilLive(phone);
    await phone.getByRole("button", { name: "¿Vale la pena quedarme?" }).click();
    const card = phone.getByRole("region", { name: "¿Vale la pena quedarme?" });
    await card.getByText(/Según \d+ días|Todavía no se puede decir/).waitFor();
  });
});
