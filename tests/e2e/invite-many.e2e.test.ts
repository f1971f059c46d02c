import { describe, expect, it } from "vitest";
import { violations } from "./axe";
import { untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, withClub } from "./club";

const PEOPLE = Array.from({ length: 11 }, (_, i) => `Nuevo Caddie ${String.fromCharCode(65 + i)}`);

describe("invitations on paper", () => {
  const club = withClub();

  it("[C-05] many caddies are chosen, their codes printed eight to a sheet, and each opens his account", async () => {
    const page = await club.open(ADMIN, DESKTOP, "/usuarios");
    await untilLive(page);
    const rows = PEOPLE.map((name, i) => ({ row: i + 2, name, phoneNumber: "", list: `${1 + (i % 2)}` }));
    const headers = { origin: club.server.url };
    await page.request.post("/api/caddies/import", { data: { rows }, headers });
    await page.getByRole("link", { name: "Invitar a varios" }).filter({ visible: true }).click();
    await page.getByLabel("Elegir a los 11 caddies").check();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Crear 11 invitaciones" }).click();
    await page.getByText("11 invitaciones listas para imprimir").waitFor();
    await page
      .getByRole("img", { name: /Código QR/ })
      .nth(10)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    for (const format of ["A4", "Letter"] as const) {
      const pdf = (await page.pdf({ format, preferCSSPageSize: false })).toString("latin1");
      expect(pdf.match(/\/Type\s*\/Page\b/g), format).toHaveLength(2);
    }

    // Whoever closes the sheet too early finds it again, with the same codes.
    const first = await page.getByText(/^Usuario: nuevo\.caddie/).allInnerTexts();
    await page.reload();
    await page.getByRole("button", { name: "Ver la última hoja" }).click();
    await page.getByText("11 invitaciones listas para imprimir").waitFor();
    expect(await page.getByText(/^Usuario: nuevo\.caddie/).allInnerTexts()).toEqual(first);
    await page.getByRole("button", { name: "Elegir otros" }).click();
    await page.getByText("Todos los caddies tienen cuenta").waitFor();
  });

  it("says so where everybody has an account", async () => {
    const page = await club.open(ADMIN, PHONE, "/usuarios/invitar");
    await page.getByText("Todos los caddies tienen cuenta").waitFor();
  });
});
