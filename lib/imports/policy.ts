import { NAME_LENGTH, PHONE_NUMBER } from "../caddies/vocabulary";
import { folded } from "../i18n/times";
import { CELL_LENGTH, type ImportColumn, type RowFaultKind } from "./vocabulary";

/** Texts of one row; `row` counts as the spreadsheet does, its header being row 1. */
export interface ImportRow {
  row: number;
  name: string;
  phoneNumber: string;
  list: string;
}

export interface RowFault {
  row: number;
  column: ImportColumn;
  fault: RowFaultKind;
  /** `repeated`: the row that says it first; `onBoard`: the list in which he is. */
  of?: number;
}

/** A row that can become a caddie. */
export interface GoodRow {
  row: number;
  name: string;
  phoneNumber: string | null;
  listNumber: number;
}

/** What the headers of a file may be called, without accents and capitals. */
const HEADERS: Record<ImportColumn | "surname", readonly string[]> = {
  name: [
    ...[
      "nombre",
      "nombres",
      "nombre completo",
      "nombre y apellido",
      "nombres y apellidos",
      "caddie",
      "caddy",
    ],
    ...["name", "names", "full name", "first name"],
  ],
  surname: ["apellido", "apellidos", "surname", "last name"],
  phoneNumber: [
    ...["telefono", "telefonos", "tel", "celular", "cel", "movil", "whatsapp", "numero de telefono"],
    ...["phone", "phone number", "phonenumber", "mobile", "cell"],
  ],
  list: ["lista", "numero de lista", "grupo", "categoria", "list", "list number", "listnumber", "group"],
};

/** Letters of one byte, as Excel saves them, where it is no Unicode. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

const KNOWN_SEPARATORS = [";", "\t", ","];

/** What stands between the cells: whichever the first line that says something has most of, outside of quotes. */
export function separatorOf(text: string): string {
  const line = text.split(/\r\n?|\n/).find((one) => one.trim() !== "") ?? "";
  const bare = line.replace(/"[^"]*"/g, "");
  const count = (separator: string) => bare.split(separator).length;
  return KNOWN_SEPARATORS.reduce((best, other) => (count(other) > count(best) ? other : best));
}

/** One line without what cannot be seen; the apostrophe with which a formula was disarmed goes too. */
const tidy = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cs}\p{Zs}\u200b\ufeff]+/gu, " ")
    .trim()
    .replace(/^'(?=\s*[=+\-@|%])\s*/, "")
    .slice(0, CELL_LENGTH + 1);

export interface ImportTable {
  /** Without empty ones. */
  rows: ImportRow[];
  /** Headers that say nothing of a caddie. */
  ignored: string[];
  /** Columns that the file has not. */
  missing: ImportColumn[];
}

/** Reads what a file says, cell by cell. A file of one column without a header is a list of names. */
export function readTable(cells: readonly (readonly string[])[]): ImportTable {
  const filled = cells.flatMap((row, i) => {
    const texts = row.map(tidy);
    return texts.some((text) => text !== "") ? [{ row: i + 1, texts }] : [];
  });
  const headers = (filled[0]?.texts ?? []).map((text) => folded(text).replace(/[*:.]+$/, ""));
  const placeOf = (column: keyof typeof HEADERS) => headers.findIndex((h) => HEADERS[column].includes(h));
  const places = {
    name: placeOf("name"),
    surname: placeOf("surname"),
    phoneNumber: placeOf("phoneNumber"),
    list: placeOf("list"),
  };
  const known = Object.values(places).filter((place) => place >= 0);
  if (known.length === 0 && headers.length === 1) places.name = 0;
  const body = known.length > 0 ? filled.slice(1) : filled;
  const missing = (["name", "phoneNumber", "list"] as const).filter((column) => places[column] < 0);
  if (places.name < 0) return { rows: [], ignored: headers, missing };
  return {
    rows: body.map(({ row, texts }) => {
      const at = (place: number) => texts[place] ?? "";
      const name = [at(places.name), at(places.surname)].filter((part) => part !== "").join(" ");
      return { row, name, phoneNumber: at(places.phoneNumber), list: at(places.list) };
    }),
    ignored: headers.filter((header, i) => known.length > 0 && header !== "" && !known.includes(i)),
    missing,
  };
}

export interface Surroundings {
  lists: readonly { number: number; name: string }[];
  /** Who stands on the board. */
  known: readonly { name: string; listNumber: number }[];
  /** Set: a name that is there already is another person. */
  allowRepeated: boolean;
}

/** Two spellings of one name are one name. */
const sameName = (name: string) => folded(name).replace(/\s+/g, " ").trim();

/** A list by its name, its number, or "Lista 2". */
function listOf(text: string, lists: Surroundings["lists"]): number | undefined {
  const wanted = folded(text).trim();
  const named = lists.find(({ name }) => folded(name).trim() === wanted);
  if (named) return named.number;
  const digits = /^(?:lista|list|l)?\s*0*(\d{1,2})$/.exec(wanted)?.[1];
  return lists.find(({ number }) => number === Number(digits))?.number;
}

/** Which rows can be imported, and what is wrong with the others: the preview and the server's own check. */
export function checkRows(
  rows: readonly ImportRow[],
  { lists, known, allowRepeated }: Surroundings,
): { good: GoodRow[]; bad: RowFault[] } {
  const onBoard = new Map(known.map(({ name, listNumber }) => [sameName(name), listNumber]));
  const inFile = new Map<string, number>();
  const good: GoodRow[] = [];
  const bad: RowFault[] = [];
  for (const given of rows) {
    const { row } = given;
    const [name, phoneNumber, list] = [tidy(given.name), tidy(given.phoneNumber), tidy(given.list)];
    const faults: RowFault[] = [];
    const wrong = (column: ImportColumn, fault: RowFaultKind, of?: number) =>
      faults.push({ row, column, fault, ...(of !== undefined && { of }) });
    if (name === "") wrong("name", "nameMissing");
    else if (name.length > NAME_LENGTH) wrong("name", "nameLong");
    else if (!allowRepeated) {
      const [first, there] = [inFile.get(sameName(name)), onBoard.get(sameName(name))];
      if (there !== undefined) wrong("name", "onBoard", there);
      else if (first !== undefined) wrong("name", "repeated", first);
    }
    if (!inFile.has(sameName(name))) inFile.set(sameName(name), row);
    if (phoneNumber !== "" && (phoneNumber.length > 24 || !PHONE_NUMBER.test(phoneNumber)))
      wrong("phoneNumber", "phoneBad");
    const listNumber = listOf(list, lists);
    if (list === "") wrong("list", "listMissing");
    else if (listNumber === undefined) wrong("list", "listUnknown");
    if (faults.length > 0 || listNumber === undefined) bad.push(...faults);
    else good.push({ row, name, phoneNumber: phoneNumber || null, listNumber });
  }
  return { good, bad };
}

/**
 * A file that every spreadsheet opens: UTF-8 with its mark, lines of CRLF. A cell that a spreadsheet would take for a
 * formula begins with an apostrophe.
 */
export function csvOf(rows: readonly (readonly (string | number | null)[])[], separator: string): string {
  const cell = (value: string | number | null) => {
    const text = value === null ? "" : String(value);
    const safe = typeof value === "string" && /^\s*[=+\-@\t\r|%]/.test(text) ? `'${text}` : text;
    return /["\r\n;,\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join("")}`;
}
