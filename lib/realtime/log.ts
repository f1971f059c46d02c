import { randomBytes, randomUUID } from "node:crypto";
import { and, asc, eq, gt, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Database, Db, Tx } from "../db/client";
import { rawStatement } from "../db/statement";
import type { Cursors, Envelope } from "./contract";
import { clientName } from "./rooms";
import { events, logState, streams } from "./tables";

/** An event as a command collects it; it gets its seq only in the flush. */
export interface Publication {
  event: string;
  data: unknown;
  /** Stored names of the streams that it concerns; the same id in each. */
  streams: string[];
}

/** An envelope with the address that the server needs to deliver it. */
export interface Committed {
  organizationId: string;
  stream: string;
  envelope: Envelope;
}

const writeEvents = rawStatement<
  { organizationId: string; given: string; timestamp: string; opId: string | null },
  { stream: string; seq: string | number; id: string; epoch: string }
>(
  ({ organizationId, given, timestamp, opId }) => sql`with given as (
      select * from json_to_recordset(${given}::json)
        as g(stream text, nth int, total int, id uuid, event text, data json)
    ), bumped as (
      insert into ${streams} (organization_id, name, seq)
      select distinct ${organizationId}::uuid, g.stream collate "C", g.total::bigint from given g order by 2
      on conflict (organization_id, name) do update set seq = streams.seq + excluded.seq
      returning name, seq
    ), written as (
      insert into ${events} (organization_id, stream, seq, id, event, data, "timestamp", op_id)
      select ${organizationId}::uuid, g.stream, b.seq - g.total + g.nth, g.id, g.event, g.data,
        ${timestamp}::timestamptz, ${opId}::text
      from given g join bumped b on b.name = g.stream
      returning stream, seq, id
    ) select stream, seq, id, (select epoch from ${logState}) as epoch from written`,
);

/**
 * Appends events to their streams: the last change before COMMIT. The counter rows are locked in the order of
 * their names, so that two flushes never wait for each other crosswise; each lock is held until COMMIT, which makes
 * the order of seqs the order of commits, without gaps.
 */
export async function appendEvents(
  tx: Tx,
  organizationId: string,
  publications: readonly Publication[],
  now: Date,
  opId: string | undefined,
): Promise<Committed[]> {
  if (publications.length === 0) return [];
  const entries = publications.flatMap((p) => {
    const id = randomUUID();
    return p.streams.map((stream) => ({ stream, id, event: p.event, data: p.data, nth: 0 }));
  });
  const counts = new Map<string, number>();
  for (const entry of entries) {
    entry.nth = (counts.get(entry.stream) ?? 0) + 1;
    counts.set(entry.stream, entry.nth);
  }
  const given = JSON.stringify(entries.map((e) => ({ ...e, total: counts.get(e.stream) })));
  const written = await writeEvents(tx, {
    organizationId,
    given,
    timestamp: now.toISOString(),
    opId: opId ?? null,
  });
  const bySeq = new Map(written.map((w) => [`${w.stream} ${w.id}`, w]));
  return entries.map(({ stream, id, event, data }) => {
    const row = bySeq.get(`${stream} ${id}`);
    if (!row) throw new Error(`event ${event} was not written to ${stream}`);
    return {
      organizationId,
      stream,
      envelope: envelopeOf(
        { stream, id, event, data, seq: Number(row.seq), timestamp: now, opId },
        row.epoch,
      ),
    };
  });
}

interface Row {
  stream: string;
  id: string;
  event: string;
  data: unknown;
  seq: number;
  timestamp: Date;
  opId?: string | null;
}

function envelopeOf(row: Row, epoch: string): Envelope {
  return {
    event: row.event,
    data: row.data,
    timestamp: row.timestamp.toISOString(),
    id: row.id,
    stream: clientName(row.stream),
    epoch,
    seq: row.seq,
    ...(row.opId && { opId: row.opId }),
  };
}

/** Entries (after, upTo] of one stream in order; fewer than asked for where the log does not reach back so far. */
export async function readEvents(
  db: Db,
  organizationId: string,
  stream: string,
  range: { after: number; upTo: number },
  epoch: string,
): Promise<Envelope[]> {
  const found = await db
    .select()
    .from(events)
    .where(
      and(
        eq(events.organizationId, organizationId),
        eq(events.stream, stream),
        gt(events.seq, range.after),
        lte(events.seq, range.upTo),
      ),
    )
    .orderBy(asc(events.seq));
  return found.map((row) => envelopeOf(row, epoch));
}

export interface Head {
  organizationId: string;
  name: string;
  seq: number;
}

/** Heads of all streams of these clubs, with the epoch, in one snapshot. */
export async function readHeads(
  db: Db,
  organizationIds: readonly string[],
): Promise<{ epoch: string; heads: Head[] }> {
  const found = await db
    .select({
      epoch: logState.epoch,
      organizationId: streams.organizationId,
      name: streams.name,
      seq: streams.seq,
    })
    .from(logState)
    .leftJoin(streams, inArray(streams.organizationId, [...organizationIds]));
  const epoch = found[0]?.epoch;
  if (!epoch) throw new Error("log_state is empty: the database was not migrated by this server");
  return {
    epoch,
    heads: found.filter((row): row is Head & { epoch: string } => row.organizationId !== null),
  };
}

/**
 * Cursors of these streams under their client names: 0 for a stream that nothing was ever written to. Read in the
 * same REPEATABLE READ transaction as the data which they describe.
 */
export async function readCursors(
  tx: Tx,
  organizationId: string,
  stored: readonly string[],
): Promise<Cursors> {
  const found = await tx
    .select({ epoch: logState.epoch, name: streams.name, seq: streams.seq })
    .from(logState)
    .leftJoin(streams, and(eq(streams.organizationId, organizationId), inArray(streams.name, [...stored])));
  const epoch = found[0]?.epoch ?? "";
  const seqs = new Map(found.map((row) => [row.name, row.seq ?? 0]));
  return Object.fromEntries(stored.map((name) => [clientName(name), { epoch, seq: seqs.get(name) ?? 0 }]));
}

/**
 * The same as JSON in SQL, for streams to which this transaction has written: `heads` is
 * `[{nth, stored, client}]`, a stream's stored name and its client name, and their order.
 */
export function cursorsInSql(organizationId: SQL, heads: SQL): SQL {
  return sql`coalesce((
    select json_object_agg(h.client, json_build_object('epoch', l.epoch, 'seq', s.seq) order by h.nth)
    from json_to_recordset(${heads}::json) as h(nth int, stored text, client text)
    join ${streams} s on s.organization_id = ${organizationId}::uuid and s.name = h.stored
    cross join ${logState} l), '{}'::json)`;
}

/**
 * Makes sure that this log has an epoch, and a new one when the database is not the one that the epoch was made for
 * (a copy, a restore): cursors of the other life must not be believed.
 */
export async function ensureEpoch(database: Database): Promise<string> {
  const fingerprint = await database.fingerprint();
  const fresh = { id: 1, epoch: newEpoch(), fingerprint };
  await database.db.insert(logState).values(fresh).onConflictDoNothing();
  await database.db
    .update(logState)
    .set({ epoch: fresh.epoch, fingerprint })
    .where(sql`${logState.fingerprint} <> ${fingerprint}`);
  return (await readHeads(database.db, [])).epoch;
}

/** Declares the log another one; `was` guards against two nodes doing so at once. */
export async function changeEpoch(db: Db, was: string): Promise<void> {
  await db.update(logState).set({ epoch: newEpoch() }).where(eq(logState.epoch, was));
}

/** Short, because every event and heartbeat of heads carries it: one of 60 million. */
const newEpoch = () => Array.from(randomBytes(5), (byte) => (byte % 36).toString(36)).join("");
