import type { Actor } from "../auth/actor";
import { listChangesSinceArrival } from "../caddies/history";
import { canSeeList } from "../caddies/policy";
import { caddieRow, queueLength } from "../caddies/queries";
import { listStream } from "../caddies/vocabulary";
import type { Db } from "../db/client";
import { AppError } from "../http/problem";
import { readCursors } from "../realtime/log";
import type { PlaceSnapshot } from "./contract";
import { canSeePlace, explain, explainAbsence } from "./policy";

/** More changes than this since he came are not told one by one. */
const MOST = 500;

/**
 * Why a caddie stands where he stands, and where his list's stream was at that moment, read in one snapshot.
 * @throws AppError NOT_FOUND, FORBIDDEN (another's place)
 */
export async function explainPlace(
  db: Db,
  actor: Actor,
  { caddieId }: { caddieId: string },
): Promise<PlaceSnapshot> {
  return db.transaction(
    async (tx) => {
      const { organizationId } = actor;
      const caddie = await caddieRow(tx, organizationId, caddieId);
      if (!caddie || caddie.deletedAt || !canSeeList(actor, caddie.listNumber))
        throw new AppError("NOT_FOUND", "there is no such caddie");
      if (!canSeePlace(actor, caddieId))
        throw new AppError("FORBIDDEN", "only he himself and the caddie master may ask for it");
      const { listNumber, rank, position, status, name } = caddie;
      const [{ changes, complete }, total, cursors] = await Promise.all([
        listChangesSinceArrival(tx, { organizationId, caddieId, listNumber, most: MOST }),
        queueLength(tx, organizationId, listNumber),
        readCursors(tx, organizationId, [listStream(listNumber)]),
      ]);
      const leaving = changes.findLast(
        ({ caddie: { id }, before, after }) =>
          id === caddieId && before?.status === "Disponible" && after.status !== "Disponible",
      );
      const steps =
        position === null
          ? explainAbsence(leaving)
          : explain({ caddieId, listNumber, rank, position }, changes, complete);
      const data = { caddieId, name, listNumber, status, position, total, complete, steps };
      return { data, cursors };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}
