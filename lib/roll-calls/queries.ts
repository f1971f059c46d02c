import { and, asc, desc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import { canSeeList } from "../caddies/policy";
import { ADMINS_STREAM } from "../caddies/vocabulary";
import type { Db } from "../db/client";
import { AppError } from "../http/problem";
import { localTime } from "../i18n/times";
import { clubOf } from "../organizations/queries";
import type { Cursors } from "../realtime/contract";
import { readCursors } from "../realtime/log";
import { userStream } from "../realtime/rooms";
import type { OwnMark, Roll, RollCall, RollEntry } from "./contract";
import { canCallRoll } from "./policy";
import { rollCallMarks, rollCalls, type Trace } from "./tables";

const nameIn = (column: string) =>
  sql<string | null>`(select u.name from users u where u.id = ${sql.raw(column)})`;
const counts = sql<unknown>`(select json_build_object(
  'present', count(*) filter (where m.mark = 'present'), 'late', count(*) filter (where m.mark = 'late'),
  'absent', count(*) filter (where m.mark = 'absent'), 'permission', count(*) filter (where m.mark = 'permission'),
  'pending', count(*) filter (where m.mark is null))
  from roll_call_marks m where m.roll_call_id = roll_calls.id)`;

const selectCalls = (db: Db) =>
  db
    .select({
      call: rollCalls,
      counts,
      opener: nameIn("roll_calls.opened_by"),
      closer: nameIn("roll_calls.closed_by"),
    })
    .from(rollCalls);

/** One driver parses JSON, the other hands over its text. */
const parsed = <T>(value: unknown): T => (typeof value === "string" ? JSON.parse(value) : value) as T;

function presentCall({ call, ...more }: Awaited<ReturnType<typeof selectCalls>>[number]): RollCall {
  const { id, listNumber, day, callAt, openedAt, closedAt, closedBy, version } = call;
  return {
    ...{ id, listNumber, day, callAt, version },
    openedAt: openedAt.toISOString(),
    openedBy: { id: call.openedBy, name: more.opener ?? "" },
    closedAt: closedAt === null ? null : closedAt.toISOString(),
    closedBy: closedBy === null ? null : { id: closedBy, name: more.closer ?? "" },
    counts: parsed<RollCall["counts"]>(more.counts),
  };
}

const selectEntries = (db: Db) =>
  db
    .select({
      entry: rollCallMarks,
      name: sql<string>`(select c.name from caddies c where c.id = roll_call_marks.caddie_id)`,
      marker: nameIn("roll_call_marks.marked_by"),
      names: sql<unknown>`(select json_object_agg(u.id, u.name) from users u
        where u.id::text in (select t ->> 'by' from jsonb_array_elements(roll_call_marks.trace) t))`,
    })
    .from(rollCallMarks);

function presentEntry({ entry, ...more }: Awaited<ReturnType<typeof selectEntries>>[number]): RollEntry {
  const { rollCallId, caddieId, place, mark, markedAt, markedBy, version } = entry;
  const names = parsed<Record<string, string> | null>(more.names) ?? {};
  return {
    ...{ rollCallId, caddieId, place, mark, version },
    name: more.name,
    markedAt: markedAt === null ? null : markedAt.toISOString(),
    markedBy: markedBy === null ? null : { id: markedBy, name: more.marker ?? "" },
    trace: parsed<Trace[]>(entry.trace).map(({ by, ...said }) => ({
      ...said,
      by: { id: by, name: names[by] ?? "" },
    })),
  };
}

/** As it stands in this transaction. @throws AppError NOT_FOUND */
export async function rollCallById(db: Db, organizationId: string, rollCallId: string): Promise<RollCall> {
  const [found] = await selectCalls(db).where(
    and(eq(rollCalls.organizationId, organizationId), eq(rollCalls.id, rollCallId)),
  );
  if (!found) throw new AppError("NOT_FOUND", "there is no such roll call");
  return presentCall(found);
}

/** All names of a roll call in their order, or one of them. */
export async function entriesOf(db: Db, rollCallId: string, caddieId?: string): Promise<RollEntry[]> {
  const one: SQL | undefined = caddieId === undefined ? undefined : eq(rollCallMarks.caddieId, caddieId);
  const found = await selectEntries(db)
    .where(and(eq(rollCallMarks.rollCallId, rollCallId), one))
    .orderBy(asc(rollCallMarks.place));
  return found.map(presentEntry);
}

const mastersOnly = () => new AppError("FORBIDDEN", "only the caddie master calls the roll");
const readOnly = { isolationLevel: "repeatable read", accessMode: "read only" } as const;
const SHOWN = 30;

/** The latest roll calls of a list, with the cursor of their stream. ADMIN. @throws AppError NOT_FOUND, FORBIDDEN */
export async function listRollCalls(
  db: Db,
  actor: Actor,
  list: number,
): Promise<{ data: RollCall[]; cursors: Cursors }> {
  if (!canSeeList(actor, list)) throw new AppError("NOT_FOUND", "there is no such list");
  if (!canCallRoll(actor)) throw mastersOnly();
  return db.transaction(async (tx) => {
    const calls = selectCalls(tx)
      .where(and(eq(rollCalls.organizationId, actor.organizationId), eq(rollCalls.listNumber, list)))
      .orderBy(desc(rollCalls.openedAt), desc(rollCalls.id))
      .limit(SHOWN);
    const heads = readCursors(tx, actor.organizationId, [ADMINS_STREAM]);
    const [found, cursors] = await Promise.all([calls, heads]);
    return { data: found.map(presentCall), cursors };
  }, readOnly);
}

/** One roll call with all of its names. ADMIN. @throws AppError NOT_FOUND, FORBIDDEN */
export async function rollOf(
  db: Db,
  actor: Actor,
  rollCallId: string,
): Promise<{ data: Roll; cursors: Cursors }> {
  if (!canCallRoll(actor)) throw mastersOnly();
  return db.transaction(async (tx) => {
    const [rollCall, entries, cursors] = await Promise.all([
      rollCallById(tx, actor.organizationId, rollCallId),
      entriesOf(tx, rollCallId),
      readCursors(tx, actor.organizationId, [ADMINS_STREAM]),
    ]);
    return { data: { rollCall, entries }, cursors };
  }, readOnly);
}

/** What was said of the viewer in today's latest roll call; null when nothing was, or he is no caddie. */
export async function ownMark(db: Db, actor: Actor): Promise<{ data: OwnMark; cursors: Cursors }> {
  return db.transaction(async (tx) => {
    const cursors = await readCursors(tx, actor.organizationId, [userStream(actor.userId)]);
    if (actor.caddieId === null) return { data: null, cursors };
    const { timeZone } = await clubOf(tx, actor.organizationId);
    const [found] = await tx
      .select({ mark: rollCallMarks.mark, markedAt: rollCallMarks.markedAt })
      .from(rollCallMarks)
      .innerJoin(rollCalls, eq(rollCalls.id, rollCallMarks.rollCallId))
      .where(
        and(
          eq(rollCallMarks.caddieId, actor.caddieId),
          eq(rollCalls.day, localTime(Date.now(), timeZone).day),
          isNotNull(rollCallMarks.mark),
        ),
      )
      .orderBy(desc(rollCalls.openedAt))
      .limit(1);
    if (!found?.mark || !found.markedAt) return { data: null, cursors };
    return { data: { mark: found.mark, markedAt: found.markedAt.toISOString() }, cursors };
  }, readOnly);
}
