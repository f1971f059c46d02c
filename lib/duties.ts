import { settleDueAbsences } from "./availability";
import type { Db } from "./db/client";
import { runDueDraws } from "./draws/jobs";

/** A duty is late by no more than this. */
export const DUTIES_EVERY_MS = 15_000;

/** What the club's clock asks for, whether or not anybody looks: what was missed while the server was down is made up for. */
export async function runDuties(db: Db, now: Date): Promise<void> {
  await runDueDraws(db, now);
  await settleDueAbsences(db, now);
}
