import { inArray } from "drizzle-orm";
import type { Db } from "../db/client";
import { walls } from "./tables";

/** Notes that these screens are on; not of record, and nobody waits for a row that is locked. */
export async function noteWallsSeen(db: Db, wallIds: readonly string[], at: Date): Promise<void> {
  if (wallIds.length === 0) return;
  const free = db
    .select({ id: walls.id })
    .from(walls)
    .where(inArray(walls.id, [...wallIds]))
    .for("no key update", { skipLocked: true });
  await db.update(walls).set({ lastSeenAt: at }).where(inArray(walls.id, free));
}
