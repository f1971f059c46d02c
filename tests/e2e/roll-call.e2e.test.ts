import { describe, expect, it } from "vitest";
import { untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";

describe("the roll call", () => {
  const club = withClub();

  it("[C-21] one tap a name, by thumb or by key; the second master and the caddie see it at once", async () => {
    const phone = await club.open(ADMIN, PHONE, "/llamado");
    const second = await club.open(ADMIN2, DESKTOP, "/llamado");
    const caddie = await club.open("caddie1@demo.club", PHONE);
    for (const page of [phone, second, caddie]) await untilLive(page);
    const [first, , third] = await club.caddies(1, phone);
    await phone.getByRole("button", { name: /^Abrir el llamado: 40/ }).click();
    await second.getByText("0 de 40").waitFor();
    await phone.getByRole("button", { name: `Presente: ${first?.name}` }).click();
    await caddie.getByText(/^Presente\s*\d\d:\d\d$/).waitFor();
    await second.getByText("1 de 40").waitFor();
    // The second master goes on with the keyboard: the next name is late, the one after it is not there.
    await second.keyboard.press("2");
    await second.keyboard.press("3");
    await phone.getByText("3 de 40").waitFor();
    await expect
      .poll(async () => (await club.caddies(1, phone)).find(({ id }) => id === third?.id)?.status)
      .toBe("Ausente");
    await second.keyboard.press("z");
    await phone.getByText("2 de 40").waitFor();
    await expect
      .poll(async () => (await club.caddies(1, phone)).find(({ id }) => id === third?.id)?.status)
      .toBe("Disponible");
    await second.getByRole("button", { name: /^Cerrar con 38 sin marcar/ }).click();
    await phone.getByText(/lo cerró Germán Lopera/).waitFor();
  });

  it("what is tapped without a network waits, and goes out in its order", async () => {
    const phone = await club.open(ADMIN, PHONE, "/llamado");
    await untilLive(phone);
    await phone.getByRole("button", { name: /^Lista 2/ }).click();
    await phone.getByRole("button", { name: /^Abrir el llamado/ }).click();
    await phone.getByText("0 de 40").waitFor();
    club.expectTrouble(/ERR_INTERNET_DISCONNECTED/, /WebSocket/);
    await phone.context().setOffline(true);
    for (let n = 0; n < 3; n++) await phone.getByRole("button", { name: /^Presente:/ }).click();
    await phone.getByText("3 de 40").waitFor();
    await phone.context().setOffline(false);
    const second = await club.open(ADMIN2, DESKTOP, "/llamado");
    await second.getByRole("button", { name: /^Lista 2/ }).click();
    await second.getByText("3 de 40").waitFor();
  });
});
