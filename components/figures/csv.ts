/** What a table program would take for a formula is text to it behind an apostrophe. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number, separator: string): string {
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /["\n\r]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Rows as a file for a table program, with the mark by which it knows UTF-8. Its separator is a semicolon where the
 * comma is a decimal sign.
 */
export function csvOf(rows: readonly (readonly (string | number)[])[], separator: ";" | ","): string {
  return `\uFEFF${rows.map((row) => row.map((value) => cell(value, separator)).join(separator)).join("\r\n")}\r\n`;
}
