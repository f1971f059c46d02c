import { and, eq, lte, sql } from "drizzle-orm";
import { type Db, rows } from "../db/client";
import { REPLAY_LIMIT } from "./contract";
import { events, streams } from "./tables";

/** What is kept of each stream. */
interface Retention {
  days: number;
  /** Beyond so many of the latest entries an entry goes, however young it is. */
  entries: number;
  /** So many of the latest entries stay, however old they are. */
  atLeast: number;
  /** Rows of one stream in one statement: a larger one would hold the embedded database, and with it the process. */
  batch: number;
}

/** Nobody is replayed more than REPLAY_LIMIT entries; what is kept beyond that serves a look into the past. */
const RETENTION: Retention = { days: 30, entries: 50_000, atLeast: REPLAY_LIMIT, batch: 200 };

/**
 * Forgets entries of the log that are older than 30 days, or beyond the latest 50,000 of their stream. The latest 1,000
 * of each stream stay whatever their age, so that a phone that comes back after the winter is replayed, not reset. A
 * cursor before what is left gets `reset`. Histories (moves, turns) are rows of their own and stay.
 * @returns how many entries went
 */
export async function pruneEvents(db: Db, now: Date, limits: Partial<Retention> = {}): Promise<number> {
  const { days, entries, atLeast, batch } = { ...RETENTION, ...limits };
  const before = new Date(now.getTime() - days * 24 * 60 * 60 * 1000).toISOString();
  for (let gone = 0; ; ) {
    // Only the oldest few of each stream are looked at, by its key: the whole log is never read. And whatever goes is
    // the beginning of a stream, also where a clock was off: a hole in the middle would be a reset for everybody.
    const ends = await rows<{ organization_id: string; name: string; seq: number }>(
      db,
      sql`select s.organization_id, s.name, oldest.seq from ${streams} s cross join lateral (
            select max(o.seq) as seq from (
              select e.seq, e."timestamp" from ${events} e
              where e.organization_id = s.organization_id and e.stream = s.name
              order by e.seq limit ${batch}
            ) o
            where o.seq <= s.seq - ${atLeast}::bigint
              and (o."timestamp" < ${before}::timestamptz or o.seq <= s.seq - ${entries}::bigint)
          ) oldest where s.seq > ${atLeast}::bigint and oldest.seq is not null`,
    );
    if (ends.length === 0) return gone;
    // One statement each: joined, the database would choose to read everything.
    for (const { organization_id, name, seq } of ends) {
      const isOld = and(
        eq(events.organizationId, organization_id),
        eq(events.stream, name),
        lte(events.seq, Number(seq)),
      );
      gone += (await db.delete(events).where(isOld).returning({ seq: events.seq })).length;
    }
  }
}
