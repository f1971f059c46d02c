import { decodeText, type ImportTable, readTable, separatorOf } from "@/lib/imports/policy";
import { MOST_FILE_BYTES, MOST_ROWS } from "@/lib/imports/vocabulary";

/** What became of a file: its rows, or why there are none to show. */
export type Source =
  | { kind: "table"; name: string | null; table: ImportTable }
  | { kind: "trouble"; trouble: "tooLarge" | "tooMany" | "empty" | "noName" | "unreadable"; n: number };

const trouble = (what: Extract<Source, { kind: "trouble" }>["trouble"], n = 0): Source => ({
  kind: "trouble",
  trouble: what,
  n,
});

/** Reads a file as the phone or the desktop has it. */
export async function readFile(file: File): Promise<Source> {
  if (file.size > MOST_FILE_BYTES) return trouble("tooLarge");
  const bytes = new Uint8Array(await file.arrayBuffer());
  // A workbook, as Excel saves it when nobody says otherwise: a zip, or the older kind.
  const isWorkbook = (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);
  if (isWorkbook) return trouble("unreadable");
  return readText(decodeText(bytes), file.name);
}

/** Reads rows with their separators, whichever they are. The reader comes when it is needed. */
export async function readText(text: string, name: string | null): Promise<Source> {
  const { parse } = (await import("papaparse")).default;
  const { data } = parse<string[]>(text, { delimiter: separatorOf(text), skipEmptyLines: false });
  const table = readTable(data);
  if (table.rows.length > MOST_ROWS) return trouble("tooMany", table.rows.length);
  if (table.rows.length > 0) return { kind: "table", name, table };
  return trouble(table.ignored.length > 0 && table.missing.includes("name") ? "noName" : "empty");
}

/** Hands a text over as a file. */
export function saveFile(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
