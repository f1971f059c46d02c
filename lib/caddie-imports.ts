import { randomUUID } from "node:crypto";
import type * as z from "zod";
import type { Actor } from "./auth/actor";
import { publishAdded, publishDeleted, recordMove } from "./caddies/events";
import { lockUntouched } from "./caddies/history";
import { requireAdmin } from "./caddies/locks";
import { boardSnapshot } from "./caddies/queries";
import { insertCaddies, selectNames, updateRow } from "./caddies/statements";
import type { CommandContext } from "./commands";
import type { Db } from "./db/client";
import { readJson } from "./http/body";
import { AppError } from "./http/problem";
import { catalogueOf } from "./i18n/catalogue";
import type {
  exportCaddiesInput,
  Imported,
  ImportUndone,
  importCaddiesInput,
  undoImportInput,
} from "./imports/contract";
import { checkRows, csvOf } from "./imports/policy";
import { SEPARATORS } from "./imports/vocabulary";
import { clubOf, lockAllLists } from "./organizations/queries";

/** Caddies by the file, in and out: the board, the club's lists and the reading of rows together. */

/** 500 rows with long names. */
const MAX_IMPORT_BYTES = 512 * 1024;
export const readImport = (request: Request) => readJson(request, MAX_IMPORT_BYTES);

/**
 * Adds those of the rows that are right, in their order, each at the end of his list; tells what is wrong with the
 * others, by the same check as the preview, on the club as it is now. ADMIN.
 */
export async function importCaddies(
  { rows, allowRepeated }: z.infer<typeof importCaddiesInput>,
  ctx: CommandContext,
): Promise<Imported> {
  requireAdmin(ctx.actor);
  const { organizationId } = ctx.actor;
  await lockAllLists(ctx.tx, organizationId);
  const { lists } = await clubOf(ctx.tx, organizationId);
  const known = await selectNames(ctx.tx, { organizationId });
  const { good, bad } = checkRows(rows, { lists, known, allowRepeated });
  if (good.length === 0) return { added: 0, bad };
  const given = good.map(({ name, phoneNumber, listNumber }) => ({
    ...{ id: randomUUID(), name, phoneNumber, listNumber },
  }));
  for (const after of await insertCaddies(ctx, given)) {
    recordMove(ctx, { kind: "added", rule: "end_of_list", before: null, after });
    publishAdded(ctx, after);
  }
  return { added: good.length, bad };
}

/**
 * Takes a whole import back within 15 minutes: all with whom nothing was done since; the others stay. ADMIN.
 * @throws AppError NOT_UNDOABLE when nobody is left of it
 */
export async function undoImport(
  { importKey }: z.infer<typeof undoImportInput>,
  ctx: CommandContext,
): Promise<ImportUndone> {
  requireAdmin(ctx.actor);
  const { untouched, added } = await lockUntouched(ctx, importKey);
  if (untouched.length === 0)
    throw new AppError("NOT_UNDOABLE", "nothing of this import can be taken back any more");
  for (const before of untouched) {
    const gone = { position: null, version: before.version + 1, updatedAt: ctx.now, deletedAt: ctx.now };
    const after = { ...before, ...gone };
    ctx.send(updateRow(ctx.tx, after));
    recordMove(ctx, { kind: "removed", rule: null, before, after });
    publishDeleted(ctx, after);
  }
  return { removed: untouched.length, kept: added - untouched.length };
}

interface Asked {
  db: Db;
  actor: Actor;
}

/**
 * `GET /api/caddies/export`: the board as a file that a spreadsheet opens and an import reads. ADMIN.
 * @throws AppError FORBIDDEN
 */
export async function exportCaddies(
  { language }: z.infer<typeof exportCaddiesInput>,
  { db, actor }: Asked,
): Promise<Response> {
  requireAdmin(actor);
  const [{ data }, club] = await Promise.all([boardSnapshot(db, actor), clubOf(db, actor.organizationId)]);
  const nameOf = new Map(club.lists.map(({ number, name }) => [number, name]));
  const { name, phoneNumber, list, status, place } = catalogueOf(language).imports.columns;
  const text = csvOf(
    [
      [name, phoneNumber, list, status, place],
      ...data.map((caddie) => [
        caddie.name,
        caddie.phoneNumber,
        nameOf.get(caddie.listNumber) ?? String(caddie.listNumber),
        caddie.status,
        caddie.position,
      ]),
    ],
    SEPARATORS[language],
  );
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: club.timeZone }).format(new Date());
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="caddies-${day}.csv"`,
      "cache-control": "no-store",
    },
  });
}
