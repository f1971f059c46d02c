// @vitest-environment jsdom
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ImportPage } from "@/components/imports/import-page";
import { TestClub } from "../realtime/test-club";
import "../ui/render";
import { violationsIn } from "../ui/accessibility";

let club: TestClub;
let asked: { path: string; key: string | null; body: Record<string, unknown> }[];
/** Answers to changes, in their order; a string is a lost one. */
let answers: ([status: number, body: object] | "lost")[];

beforeEach(async () => {
  club = await TestClub.open();
  asked = [];
  answers = [];
  const other = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (!path.startsWith("/api/caddies/import")) return other(path, init);
    const key = new Headers(init.headers).get("idempotency-key");
    asked.push({ path, key, body: JSON.parse(String(init.body)) });
    const answer = answers.shift() ?? [500, {}];
    if (answer === "lost") throw new TypeError("fetch failed");
    return Response.json(answer[1], { status: answer[0] });
  });
});
afterEach(async () => {
  await club.server.close();
  vi.unstubAllGlobals();
});

async function paste(text: string) {
  const page = render(<ImportPage />, { wrapper: club.page() });
  await userEvent.click(screen.getByLabelText("O pega las filas"));
  await userEvent.paste(text);
  await userEvent.click(screen.getByRole("button", { name: "Ver las filas pegadas" }));
  return page;
}
const TABLE = "Nombre\tTeléfono\tLista\nZoila\t300 1234\t1\nCaddie 4\t\t2\n\t\t3\nZoila\tx\t7";

test("says row by row what will happen, and nothing is sent until it is asked for; axe finds nothing", async () => {
  const { container } = await paste(TABLE);
  expect(await screen.findByText("1 caddie listo para entrar")).toBeVisible();
  const bad = within(screen.getByRole("region", { name: "3 filas por corregir" }));
  expect(bad.getByText("Fila 3: ya hay un caddie con ese nombre en Lista 2")).toBeVisible();
  expect(bad.getByText("Fila 4: falta el nombre")).toBeVisible();
  expect(bad.getByText("Fila 5: el nombre está también en la fila 2")).toBeVisible();
  expect(bad.getByText("Fila 5: el teléfono «x» no es válido")).toBeVisible();
  expect(bad.getByText("Fila 5: no hay una lista «7»")).toBeVisible();
  expect(within(screen.getByRole("region", { name: "1 fila lista" })).getByText("Zoila")).toBeVisible();
  expect(asked).toEqual([]);
  expect(await violationsIn(container)).toEqual([]);
});

test("a lost answer brings nobody twice; what the server left out is shown, and the import is taken back whole", async () => {
  await paste(TABLE);
  await userEvent.click(await screen.findByLabelText("Importarlos también"));
  expect(screen.getByText("2 caddies listos para entrar")).toBeVisible();
  const left = [{ row: 4, column: "name", fault: "nameMissing" }];
  answers = ["lost", [201, { data: { added: 2, bad: left } }], [200, { data: { removed: 1, kept: 1 } }]];
  await userEvent.click(screen.getByRole("button", { name: "Importar 2 caddies" }));
  expect(await screen.findByText("Entraron 2 caddies")).toBeVisible();
  expect(asked.map(({ path }) => path)).toEqual(["/api/caddies/import", "/api/caddies/import"]);
  expect(asked[1]).toEqual(asked[0]);
  expect(asked[0]?.body).toMatchObject({ allowRepeated: true, rows: { length: 4 } });
  expect(screen.getByText("Fila 4: falta el nombre")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Deshacer: quitar los 2" }));
  expect(await screen.findByText("Se quitó 1 caddie")).toBeVisible();
  expect(screen.getByText(/1 se quedó porque algo cambió/)).toBeVisible();
  expect(asked[2]?.body).toEqual({ importKey: asked[0]?.key });
  await userEvent.click(screen.getByRole("button", { name: "Importar otro archivo" }));
  expect(screen.getByLabelText("O pega las filas")).toBeVisible();
});

test("what fails says that nothing is lost, and what was read stays", async () => {
  await paste("Ana\nBeto");
  await userEvent.selectOptions(await screen.findByLabelText("Lista para las filas que no la dicen"), "2");
  answers = [[403, { code: "FORBIDDEN" }]];
  await userEvent.click(screen.getByRole("button", { name: "Importar 2 caddies" }));
  expect(await screen.findByText(/Tu acceso cambió/)).toBeVisible();
  expect(screen.getByText("2 caddies listos para entrar")).toBeVisible();
});

test("an import that can no longer be taken back says so", async () => {
  await paste("Nombre;Lista\nAna;1");
  answers = [
    [201, { data: { added: 1, bad: [] } }],
    [409, { code: "NOT_UNDOABLE" }],
  ];
  await userEvent.click(await screen.findByRole("button", { name: "Importar 1 caddie" }));
  await userEvent.click(await screen.findByRole("button", { name: "Deshacer: quitarlo" }));
  expect(await screen.findByText(/Ya no se puede deshacer/)).toBeVisible();
});

test.each([
  ["Alias;Lista\nZurdo;1", "Falta la columna Nombre"],
  ["Nombre;Lista\n;\n", "El archivo no trae filas"],
  [`Nombre\n${"Ana\n".repeat(501)}`, "El archivo trae 501 filas"],
])("a file that cannot be read says why: %#", async (text, said) => {
  await paste(text);
  expect(await screen.findByText(said)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Otro archivo" }));
  expect(screen.getByText("Elegir archivo")).toBeVisible();
});

test("a dropped file is read, a workbook is told how to be saved, one that is too large is refused", async () => {
  render(<ImportPage />, { wrapper: club.page() });
  const input = screen.getByLabelText("Elegir archivo");
  const choose = (parts: BlobPart[], name: string) =>
    userEvent.upload(
      input.isConnected ? input : screen.getByLabelText("Elegir archivo"),
      new File(parts, name, { type: "text/csv" }),
    );
  await choose(["PK\u0003\u0004"], "a.csv");
  expect(await screen.findByText("Este es un libro de Excel")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Otro archivo" }));
  await choose(["x".repeat(1_000_001)], "b.csv");
  expect(await screen.findByText("El archivo es demasiado grande")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Otro archivo" }));
  await choose([Uint8Array.from([0xc1, 0x6c, 0x76, 0x61, 0x72, 0x6f])], "c.csv");
  expect(await screen.findByText(/c\.csv/)).toBeVisible();
});
