import { describe, it } from "vitest";
import { sendButton, untilLive } from "./board";
import { PHONE } from "./browser";
import { ADMIN, withClub } from "./club";

describe("why a caddie stands where he stands", () => {
  const club = withClub();

  it("[C-22] the sheet tells who went out before him and follows live, and the card says the same place", async () => {
    const master = await club.open(ADMIN);
    const phone = await club.open("caddie44@demo.club", PHONE);
    await untilLive(master);
    await untilLive(phone);
    const [first, second] = await club.caddies(2, master);
    if (!first || !second) throw new Error("list 2 has no two caddies");
    await phone.getByText("4.º").waitFor();
    await sendButton(master, first.name).click();
    await phone.getByText("3.º").waitFor();
    await phone.getByRole("button", { name: "¿Por qué estoy aquí?" }).tap();
    const sheet = phone.getByRole("dialog", { name: "¿Por qué estoy aquí?" });
    await sheet.getByText(`${first.name} salió a campo. Subiste del 4.º al 3.º`).waitFor();
    await sendButton(master, second.name).click();
    await sheet.getByText(`${second.name} salió a campo. Subiste del 3.º al 2.º`).waitFor();
    await sheet.getByText("Puesto 2 de 38").waitFor();
    await sheet.getByRole("button", { name: "Cerrar" }).tap();
    await phone.getByText("2.º").first().waitFor();
  });
});
