import { describe, expect, it } from "vitest";
import { violations } from "./axe";
import { sendButton, untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, withClub } from "./club";
import { picture } from "./pictures";

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

  it.each([
    ["phone", PHONE],
    ["desktop", DESKTOP],
  ])("[C-22] the master reads it of any caddie, from the caddie's page on a %s", async (name, device) => {
    const master = await club.open(ADMIN, { ...device, colorScheme: name === "phone" ? "dark" : "light" });
    await untilLive(master);
    const [first, , third] = await club.caddies(3, master);
    if (!first || !third) throw new Error("list 3 has no three caddies");
    await master.request.patch(`/api/caddies/${first.id}/status`, {
      data: { status: "En campo" },
      headers: { origin: club.server.url },
    });
    await master.goto(`/caddies/${third.id}`);
    await master.getByRole("button", { name: "¿Por qué está ahí?" }).click();
    const sheet = master.getByRole("dialog", { name: "¿Por qué está ahí?" });
    await sheet.getByText(`${first.name} salió a campo. Subió del 3.º al 2.º`).waitFor();
    expect(await violations(master)).toEqual([]);
    await picture(master, `place-of-caddie-${name}`);
  });
});
