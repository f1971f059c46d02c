import * as z from "zod";
import { LOCALES } from "../users/vocabulary";
import { CELL_LENGTH, IMPORT_COLUMNS, MOST_ROWS, ROW_FAULTS } from "./vocabulary";

const row = z.number().int().min(1).max(1_000_000);
/** As it stands in the file; what is wrong with it is told by its row. One more letter than fits, so that it can be. */
const cell = z.string().max(CELL_LENGTH + 1);

/** `allowRepeated`: a name that is there already is another person. */
export const importCaddiesInput = z.strictObject({
  rows: z
    .array(z.strictObject({ row, name: cell, phoneNumber: cell, list: cell }))
    .min(1)
    .max(MOST_ROWS),
  allowRepeated: z.boolean().default(false),
});

/** `importKey`: the Idempotency-Key of the import. */
export const undoImportInput = z.strictObject({ importKey: z.string().min(1).max(128) });

export const exportCaddiesInput = z.strictObject({ language: z.enum(LOCALES).default("es") });

export const importedSchema = z.strictObject({
  /** Caddies who are on the board now. */
  added: z.number().int(),
  /** Rows that were left out, each fault by itself, in the order of the file. */
  bad: z.array(
    z.strictObject({
      row,
      column: z.enum(IMPORT_COLUMNS),
      fault: z.enum(ROW_FAULTS),
      /** `repeated`: the row that says it first; `onBoard`: the list in which he is. */
      of: z.number().int().optional(),
    }),
  ),
});
export type Imported = z.infer<typeof importedSchema>;

export const importUndoneSchema = z.strictObject({
  removed: z.number().int(),
  /** Those with whom something was done since. */
  kept: z.number().int(),
});
export type ImportUndone = z.infer<typeof importUndoneSchema>;
