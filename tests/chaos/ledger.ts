import { asc, eq, sql } from "drizzle-orm";
import { caddies, moves } from "@/lib/caddies/tables";
import type { Db } from "@/lib/db/client";
import { idempotencyKeys } from "@/lib/db/tables";
import { events, logState, streams } from "@/lib/realtime/tables";
import type { Ledger } from "./records";

/** Reads what the database holds of one club, with no server in between. */
export async function readLedger(db: Db, organizationId: string): Promise<Ledger> {
  const [state] = await db.select({ epoch: logState.epoch }).from(logState);
  const heads = await db.select().from(streams).where(eq(streams.organizationId, organizationId));
  const entries = await db
    .select()
    .from(events)
    .where(eq(events.organizationId, organizationId))
    .orderBy(asc(events.stream), asc(events.seq));
  const openTurns = sql<number>`(select count(*)::int from turns t
    where t.caddie_id = caddies.id and t.status = 'open')`;
  return {
    epoch: state?.epoch ?? "",
    heads: Object.fromEntries(heads.map(({ name, seq }) => [name, seq])),
    entries: entries.map(({ organizationId: _club, timestamp, ...entry }) => ({
      ...entry,
      timestamp: timestamp.toISOString(),
    })),
    moves: (await db.select().from(moves).where(eq(moves.organizationId, organizationId))).map(
      ({ caddieId, version, kind, opId, after }) => ({
        caddieId,
        version,
        kind,
        opId,
        deleted: after.deleted,
      }),
    ),
    keys: await db
      .select({ userId: idempotencyKeys.userId, key: idempotencyKeys.key, status: idempotencyKeys.status })
      .from(idempotencyKeys),
    caddies: (
      await db
        .select({
          ...{ id: caddies.id, version: caddies.version, status: caddies.status },
          ...{ deletedAt: caddies.deletedAt, openTurns },
        })
        .from(caddies)
        .where(eq(caddies.organizationId, organizationId))
    ).map(({ deletedAt, ...caddie }) => ({ ...caddie, deleted: deletedAt !== null })),
  };
}
