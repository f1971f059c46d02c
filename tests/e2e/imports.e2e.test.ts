import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { violations } from "./axe";
import { column, untilLive } from "./board";
import { DESKTOP, PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";

const FILE = [
  "Nombre;Celular;Lista;Apodo",
  "Zoila Ñuste;300 555 1234;Lista 1;La Zorra",
  'Abel "El Zurdo" Peña;no tiene;1;',
  ";;2;",
  "Zenón Ossa;;3;",
  "Elkin Gil;;9;",
].join("\r\n");
/** As Excel saves it: one byte a letter. */
const LATIN1 = Buffer.from(FILE, "latin1");

describe("caddies from a file", () => {
  const club = withClub();

  it("shows what will happen, imports the good ones for all to see, gives the bad ones back, and takes it back", async () => {
    const [page, other] = [
      await club.open(ADMIN, PHONE, "/turnos"),
      await club.open(ADMIN2, DESKTOP, "/turnos"),
    ];
    await untilLive(page);
    await untilLive(other);
    await column(page, 1).getByRole("button", { name: "Opciones de Lista 1" }).click();
    await page.getByRole("link", { name: "Importar o descargar caddies" }).click();
    await page.waitForURL("**/caddies/importar");
    await page.locator('input[type="file"]').setInputFiles({
      name: "caddies.csv",
      mimeType: "text/csv",
      buffer: LATIN1,
    });
    await page.getByText("2 caddies listos para entrar").waitFor();
    for (const text of [
      "Fila 3: el teléfono «no tiene» no es válido",
      "Fila 4: falta el nombre",
      "Fila 6: no hay una lista «9»",
      "Columnas que no se usan: apodo",
    ]) {
      await page.getByText(text).waitFor();
    }
    expect(await violations(page)).toEqual([]);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Descargar las 3 para corregir" }).click();
    const text = readFileSync((await (await saved).path()) ?? "", "utf8");
    expect(text).toContain("Nombre;Teléfono;Lista;Por corregir");
    expect(text).toContain('"Abel ""El Zurdo"" Peña"');

    await page.getByRole("button", { name: "Importar 2 caddies" }).click();
    await page.getByText("Entraron 2 caddies").waitFor();
    await other.keyboard.press("/");
    await other.getByLabel("Nombre del caddie").fill("Zoila");
    await other.getByRole("dialog").getByText("Zoila Ñuste").first().waitFor();
    await page.getByRole("button", { name: "Deshacer: quitar los 2" }).click();
    await page.getByText("Se quitaron 2 caddies").waitFor();
    await expect.poll(() => other.getByRole("dialog").getByText("Zoila Ñuste").count()).toBe(0);

    // Mended, the file of the bad ones is an import by itself.
    await page.getByRole("button", { name: "Importar otro archivo" }).click();
    await page.getByLabel("O pega las filas").fill(text.replace("no tiene", "300 1").replace(";9;", ";2;"));
    await page.getByRole("button", { name: "Ver las filas pegadas" }).click();
    await page.getByRole("button", { name: "Importar" }).waitFor();
    await page.getByText("listos para entrar").waitFor();
  });

  it("a name that is there already waits for a word, a workbook is told how to be saved, and the board comes as a file", async () => {
    const page = await club.open(ADMIN, DESKTOP, "/caddies/importar");
    await untilLive(page);
    const [known] = await club.caddies(2, page);
    await page.getByLabel("O pega las filas").fill(`${known?.name}\nJair Nuevo`);
    await page.getByRole("button", { name: "Ver las filas pegadas" }).click();
    await page.getByText("Fila 2: falta la lista").waitFor();
    await page.getByLabel("Lista para las filas que no la dicen").selectOption("3");
    await page.getByText("Fila 1: ya hay un caddie con ese nombre en Lista 2").waitFor();
    await page.getByText("1 caddie listo para entrar").waitFor();
    await page.getByText("Importarlos también").click();
    await page.getByText("2 caddies listos para entrar").waitFor();
    await page.getByRole("button", { name: "Otro archivo" }).click();
    await page.locator('input[type="file"]').setInputFiles({
      name: "caddies.xlsx",
      mimeType: "application/zip",
      buffer: Buffer.from("PK\u0003\u0004 and so on"),
    });
    await page.getByText("Este es un libro de Excel").waitFor();
    await page.getByRole("button", { name: "Otro archivo" }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: "Caddies de ahora" }).click();
    const text = readFileSync((await (await saved).path()) ?? "", "utf8");
    expect(text.split("\r\n").length).toBeGreaterThan(121);
    expect(text).toContain("Nombre;Teléfono;Lista;Estado;Puesto");
  });

  it("is the master's alone", async () => {
    club.expectTrouble(/status of 404/);
    const page = await club.open("caddie4@demo.club", PHONE, "/caddies/importar");
    await page.getByText("Esta página no existe").waitFor();
  });
});
