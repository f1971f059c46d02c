/** What a row of an imported file says of a caddie. */
export const IMPORT_COLUMNS = ["name", "phoneNumber", "list"] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** Why a row is not imported as it is. `repeated`: twice in the file; `onBoard`: somebody of that name is there already. */
export const ROW_FAULTS = [
  "nameMissing",
  "nameLong",
  "phoneBad",
  "listMissing",
  "listUnknown",
  "repeated",
  "onBoard",
] as const;
export type RowFaultKind = (typeof ROW_FAULTS)[number];

/** Rows of one import: more than any club has caddies, few enough for one transaction. */
export const MOST_ROWS = 500;
/** A file of this size holds a hundred times as many; a larger one is something else. */
export const MOST_FILE_BYTES = 1_000_000;
/** Longest text of a cell that is sent on; a longer one is wrong in every column. */
export const CELL_LENGTH = 200;

/** Written by Excel where Spanish is spoken, where the comma stands in numbers. */
export const SEPARATORS = { es: ";", en: "," } as const;
