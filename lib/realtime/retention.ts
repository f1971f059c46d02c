import { sql } from "drizzle-orm";
import { type Db, rows } from "../db/client";
import { REPLAY_LIMIT } from "./contract";
import { events, streams } from "./tables";

/** Nobody is replayed more than REPLAY_LIMIT entries; what is kept beyond that serves a look into the past. */
const KEEP_DAYS = 30;
const KEEP_ENTRIES = 50_000;
/** Rows of one statement: a larger one would hold the embedded database, and with it the process. */
const BATCH = 2_000;

/**
 * Forgets entries of the log that are older than 30 days, or beyond the latest 50,000 of their stream. The latest 1,000
 * of each stream stay whatever their age, so that a phone that comes back after the winter is replayed, not reset. A
 * cursor before what is left gets `reset`. Histories (moves, turns) are rows of their own and stay.
 * @returns how many entries went
 */
export async function pruneEvents(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEEP_DAYS * 24 * 60 * 60 * 1000).toISOString();
  for (let gone = 0; ; ) {
    const deleted = await rows<{ seq: unknown }>(
      db,
      sql`with old as (
            select e.organization_id, e.stream, e.seq from ${events} e
            join ${streams} s on s.organization_id = e.organization_id and s.name = e.stream
            where e.seq <= s.seq - ${REPLAY_LIMIT}::bigint
              and (e."timestamp" < ${before}::timestamptz or e.seq <= s.seq - ${KEEP_ENTRIES}::bigint)
            limit ${BATCH}
          )
          delete from ${events} e using old
          where e.organization_id = old.organization_id and e.stream = old.stream and e.seq = old.seq
          returning e.seq`,
    );
    gone += deleted.length;
    if (deleted.length < BATCH) return gone;
  }
}
