import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { checkRows, csvOf, decodeText, type ImportRow, readTable, separatorOf } from "@/lib/imports/policy";
import { SEPARATORS } from "@/lib/imports/vocabulary";

const LISTS = [
  { number: 1, name: "Lista 1" },
  { number: 2, name: "Damas" },
  { number: 4, name: "Novatos" },
];
const check = (rows: Omit<ImportRow, "row">[], more: object = {}) =>
  checkRows(
    rows.map((row, i) => ({ row: i + 2, ...row })),
    { lists: LISTS, known: [], allowRepeated: false, ...more },
  );
const row = (name: string, list = "1", phoneNumber = "") => ({ name, phoneNumber, list });
const parse = (text: string) =>
  readTable(Papa.parse<string[]>(text, { delimiter: separatorOf(text), skipEmptyLines: false }).data);
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe("the reading of a file", () => {
  it("finds its columns by Spanish and English headers, in any order, and names those that it does not use", () => {
    expect(parse("Apodo;LISTA ;Teléfono:;Nombre completo*\r\nEl Zurdo;2;300 1234;Álvaro Peña\r\n")).toEqual({
      rows: [{ row: 2, name: "Álvaro Peña", phoneNumber: "300 1234", list: "2" }],
      ignored: ["apodo"],
      missing: [],
    });
    expect(parse("phone number,full name\n300 1234,Ana\n")).toEqual({
      rows: [{ row: 2, name: "Ana", phoneNumber: "300 1234", list: "" }],
      ignored: [],
      missing: ["list"],
    });
    expect(parse("Nombres\tApellidos\tCelular\nÁlvaro\tPeña\t\n").rows).toEqual([
      { row: 2, name: "Álvaro Peña", phoneNumber: "", list: "" },
    ]);
  });

  it("counts rows as the spreadsheet does, empty ones too, and keeps what stands in quotes together", () => {
    const text = 'Nombre,Lista\r\n\r\n"Peña, Álvaro ""El Zurdo""",1\r\n,,\r\n"Juan\r\nDavid",2\r\n\r\n';
    expect(parse(text).rows).toEqual([
      { row: 3, name: 'Peña, Álvaro "El Zurdo"', phoneNumber: "", list: "1" },
      { row: 5, name: "Juan David", phoneNumber: "", list: "2" },
    ]);
  });

  it("takes a bare list of names, and says when a file does not tell which column is the name", () => {
    expect(parse("Ana Ríos\nBeto Díaz\n").rows.map(({ row: n, name }) => [n, name])).toEqual([
      [1, "Ana Ríos"],
      [2, "Beto Díaz"],
    ]);
    expect(parse("Alias;Lista\nZurdo;1\n")).toMatchObject({ rows: [], missing: ["name", "phoneNumber"] });
    expect(parse("Alias;Edad\nZurdo;31\n").rows).toEqual([]);
    expect(parse("").rows).toEqual([]);
  });

  it("reads UTF-8 with and without its mark, UTF-16, and what Excel saves in Windows' own letters", () => {
    const text = "Nombre\nÁlvaro Peña";
    const utf8 = new TextEncoder().encode(text);
    expect(decodeText(utf8)).toBe(text);
    expect(decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8]))).toBe(text);
    expect(decodeText(latin1(text))).toBe(text);
    const utf16 = Uint8Array.from(
      [...`\ufeff${text}`].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    );
    expect(decodeText(utf16)).toBe(text);
  });
});

describe("the check of rows", () => {
  it("knows a list by its name, its number and both, whatever the accents and capitals", () => {
    const lists = ["1", "lista 1", "LISTA 01", "damas", " Dámas ", "4", "List 4"];
    const { good, bad } = check(lists.map((list, i) => row(`Caddie ${i}`, list)));
    expect(bad).toEqual([]);
    expect(good.map(({ listNumber }) => listNumber)).toEqual([1, 1, 1, 2, 2, 4, 4]);
    expect(check([row("Ana", "3"), row("Beto", ""), row("Carlos", "Caballeros")]).bad).toEqual([
      { row: 2, column: "list", fault: "listUnknown" },
      { row: 3, column: "list", fault: "listMissing" },
      { row: 4, column: "list", fault: "listUnknown" },
    ]);
  });

  it("names each fault by its row and column, and lets no wrong row in", () => {
    const { good, bad } = check([
      row("", "1"),
      row("x".repeat(81), "9", "no tiene"),
      row("Ana", "1", "300 123 4567"),
      row("Beto", "1", "3,00E+09"),
    ]);
    expect(good).toEqual([{ row: 4, name: "Ana", phoneNumber: "300 123 4567", listNumber: 1 }]);
    expect(bad.map(({ row: n, fault }) => [n, fault])).toEqual([
      [2, "nameMissing"],
      [3, "nameLong"],
      [3, "phoneBad"],
      [3, "listUnknown"],
      [5, "phoneBad"],
    ]);
  });

  it("a name that is in the file twice, or on the board, waits for somebody's word", () => {
    const known = [{ name: "Óscar  Ruiz", listNumber: 4 }];
    const rows = [row("Ana Ríos"), row("ana rios"), row("oscar ruiz")];
    const { good, bad } = check(rows, { known });
    expect(good.map(({ row: n }) => n)).toEqual([2]);
    expect(bad).toEqual([
      { row: 3, column: "name", fault: "repeated", of: 2 },
      { row: 4, column: "name", fault: "onBoard", of: 4 },
    ]);
    expect(check(rows, { known, allowRepeated: true })).toMatchObject({ good: { length: 3 }, bad: [] });
  });
});

describe("the writing of a file", () => {
  it("disarms whatever a spreadsheet would reckon with, and reads it back as it was", () => {
    const names = [
      '=HYPERLINK("http://x";"y")',
      "+57 300 123",
      "-Ana",
      "@SUM(A1)",
      "\t=1+1",
      'Peña, "Zurdo"',
    ];
    for (const separator of Object.values(SEPARATORS)) {
      const text = csvOf([["Nombre", "Lista"], ...names.map((name) => [name, 1])], separator);
      expect(text.startsWith("\ufeff")).toBe(true);
      const cells = Papa.parse<string[]>(text.slice(1), { delimiter: separator }).data;
      for (const [cell] of cells.slice(1)) expect(cell ?? "").not.toMatch(/^\s*[=+\-@]/);
      expect(parse(text).rows.map(({ name }) => name)).toEqual(names.map((name) => name.trim()));
    }
  });
});
