import { and, asc, desc, eq, gte, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import type { Db, Tx } from "../db/client";
import { statement } from "../db/statement";
import { readTimeCursor, writeTimeCursor } from "../http/page-cursor";
import { AppError } from "../http/problem";
import { readCursors } from "../realtime/log";
import { userStream } from "../realtime/rooms";
import { rulesOfLists } from "../rules/queries";
import type { BoardSnapshot, Caddie, NamedCaddie, OpenTurn, PublicCaddie, Turn } from "./contract";
import { canManageCaddies, canSeeList, canSeePhone, canSeeTurns } from "./policy";
import { caddies, turns } from "./tables";
import { ADMINS_STREAM, listStream } from "./vocabulary";

/** One caddie with what follows from other rows: his place, his open turn, his recent turns. */
export const caddieColumns = {
  id: caddies.id,
  organizationId: caddies.organizationId,
  userId: caddies.userId,
  name: caddies.name,
  phoneNumber: caddies.phoneNumber,
  listNumber: caddies.listNumber,
  status: caddies.status,
  rank: caddies.rank,
  since: caddies.since,
  calledAt: caddies.calledAt,
  version: caddies.version,
  createdAt: caddies.createdAt,
  updatedAt: caddies.updatedAt,
  deletedAt: caddies.deletedAt,
  // Written out: drizzle leaves the table's name away where only one is selected from, and the inner one would be meant.
  // Counts the others, so that it is right in RETURNING too, where a subquery still sees the row as it was.
  position: sql<
    number | null
  >`case when caddies.status = 'Disponible' and caddies.deleted_at is null then 1 + (
    select count(*)::int from caddies q
    where q.organization_id = caddies.organization_id and q.list_number = caddies.list_number and q.id <> caddies.id
      and q.status = 'Disponible' and q.deleted_at is null and (q.rank, q.id) < (caddies.rank, caddies.id)) end`,
  turn: sql<unknown>`(select json_build_object('id', t.id, 'startedAt', t.started_at, 'holes', t.holes,
      'groupId', t.group_id, 'requested', t.requested, 'requestedBy', t.requested_by,
      'expectedBackAt', t.expected_back_at)
    from turns t where t.caddie_id = caddies.id and t.status = 'open')`,
  recentTurns: sql<unknown>`coalesce((select json_agg(t.started_at order by t.started_at) from turns t
    where t.caddie_id = caddies.id and t.status <> 'voided' and t.started_at > now() - interval '48 hours'), '[]')`,
};

const selectCaddies = (db: Db) => db.select(caddieColumns).from(caddies);
export type CaddieRow = Awaited<ReturnType<typeof selectCaddies>>[number];

const selectCaddie = statement((db, given: { organizationId: string; caddieId: string }) =>
  selectCaddies(db).where(
    and(eq(caddies.organizationId, given.organizationId), eq(caddies.id, given.caddieId)),
  ),
);

/** Reads one caddie as he stands in this transaction, removed ones too. */
export async function caddieRow(
  tx: Tx,
  organizationId: string,
  caddieId: string,
): Promise<CaddieRow | undefined> {
  const [row] = await selectCaddie(tx, { organizationId, caddieId });
  return row;
}

/** One driver parses JSON, the other hands over its text. */
const parsed = <T>(value: unknown): T => (typeof value === "string" ? JSON.parse(value) : value) as T;
const iso = (time: Date | string) => new Date(time).toISOString();

/** A caddie as his whole list may see him. */
export function presentCaddie(row: CaddieRow): PublicCaddie {
  const turn = parsed<OpenTurn | null>(row.turn);
  return {
    id: row.id,
    name: row.name,
    listNumber: row.listNumber,
    status: row.status,
    position: row.position,
    version: row.version,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    since: iso(row.since),
    calledAt: row.calledAt && iso(row.calledAt),
    turn: turn && {
      ...turn,
      startedAt: iso(turn.startedAt),
      expectedBackAt: turn.expectedBackAt && iso(turn.expectedBackAt),
    },
    recentTurns: parsed<string[]>(row.recentTurns).map(iso),
  };
}

/** A caddie as this viewer may see him. */
export function presentCaddieFor(actor: Actor, row: CaddieRow): Caddie {
  return { ...presentCaddie(row), phoneNumber: canSeePhone(actor, row.id) ? row.phoneNumber : null };
}

/** Stored names of the streams that a board is made of, for this viewer. */
function boardStreams(actor: Actor, lists: readonly number[]): string[] {
  return [...lists.map(listStream), actor.role === "ADMIN" ? ADMINS_STREAM : userStream(actor.userId)];
}

/**
 * The board with its cursors, read in one snapshot, ordered by list, place, name.
 * @throws AppError NOT_FOUND for a list that the viewer may not see
 */
export async function boardSnapshot(db: Db, actor: Actor, list?: number): Promise<BoardSnapshot> {
  if (list !== undefined && !canSeeList(actor, list))
    throw new AppError("NOT_FOUND", "there is no such list");
  const lists = list === undefined ? actor.lists : [list];
  return db.transaction(
    async (tx) => {
      const board = selectCaddies(tx)
        .where(
          and(
            eq(caddies.organizationId, actor.organizationId),
            inArray(caddies.listNumber, lists),
            sql`${caddies.deletedAt} is null`,
          ),
        )
        .orderBy(
          asc(caddies.listNumber),
          sql`${caddies.status} <> 'Disponible'`,
          asc(caddies.rank),
          asc(caddies.id),
        );
      const [found, rules, cursors] = await Promise.all([
        board,
        rulesOfLists(tx, actor.organizationId, lists),
        readCursors(tx, actor.organizationId, boardStreams(actor, lists)),
      ]);
      return { data: found.map((row) => presentCaddieFor(actor, row)), rules, cursors };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** One caddie of a list that the viewer may see. @throws AppError NOT_FOUND */
export async function visibleCaddie(db: Db, actor: Actor, caddieId: string): Promise<Caddie> {
  const row = await caddieRow(db, actor.organizationId, caddieId);
  if (!row || row.deletedAt || !canSeeList(actor, row.listNumber))
    throw new AppError("NOT_FOUND", "there is no such caddie");
  return presentCaddieFor(actor, row);
}

/** How many wait in the queue of a list. */
export async function queueLength(db: Db, organizationId: string, listNumber: number): Promise<number> {
  const [found] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(caddies)
    .where(
      and(
        eq(caddies.organizationId, organizationId),
        eq(caddies.listNumber, listNumber),
        eq(caddies.status, "Disponible"),
        isNull(caddies.deletedAt),
      ),
    );
  return found?.n ?? 0;
}

/** Those of these lists in which somebody stands. */
export async function occupiedLists(
  db: Db,
  organizationId: string,
  numbers: readonly number[],
): Promise<number[]> {
  const found = await db
    .selectDistinct({ number: caddies.listNumber })
    .from(caddies)
    .where(
      and(
        eq(caddies.organizationId, organizationId),
        inArray(caddies.listNumber, [...numbers]),
        isNull(caddies.deletedAt),
      ),
    );
  return found.map(({ number }) => number);
}

/** Who of a list, or of all, has no account yet, by list and name. ADMIN. @throws AppError FORBIDDEN */
export async function caddiesWithoutAccount(db: Db, actor: Actor, list?: number): Promise<NamedCaddie[]> {
  if (!canManageCaddies(actor)) throw new AppError("FORBIDDEN", "only the caddie master may see this");
  return db
    .select({ id: caddies.id, name: caddies.name, listNumber: caddies.listNumber })
    .from(caddies)
    .where(
      and(
        eq(caddies.organizationId, actor.organizationId),
        isNull(caddies.userId),
        isNull(caddies.deletedAt),
        list === undefined ? undefined : eq(caddies.listNumber, list),
      ),
    )
    .orderBy(asc(caddies.listNumber), asc(caddies.name), asc(caddies.id));
}

export interface Page {
  limit: number;
  cursor?: string;
}

function pageOf<R extends { id: string }, D>(
  found: R[],
  limit: number,
  timeOf: (row: R) => Date,
  present: (row: R) => D,
) {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(present),
    nextCursor: found.length > limit && last ? writeTimeCursor(timeOf(last), last.id) : null,
  };
}

const starter = sql<string>`(select u.name from users u where u.id = turns.started_by)`;
const ender = sql<string | null>`(select u.name from users u where u.id = turns.ended_by)`;
const caddieName = sql<string>`(select c.name from caddies c where c.id = turns.caddie_id)`;
const selectTurns = (db: Db) => db.select({ turn: turns, starter, ender, caddieName }).from(turns);

function presentTurn({ turn, ...names }: Awaited<ReturnType<typeof selectTurns>>[number]): Turn {
  return {
    id: turn.id,
    caddieId: turn.caddieId,
    caddieName: names.caddieName,
    listNumber: turn.listNumber,
    status: turn.status,
    startedAt: iso(turn.startedAt),
    endedAt: turn.endedAt && iso(turn.endedAt),
    holes: turn.holes as 9 | 18 | null,
    notes: turn.notes,
    groupId: turn.groupId,
    requested: turn.requested,
    requestedBy: turn.requestedBy,
    expectedBackAt: turn.expectedBackAt && iso(turn.expectedBackAt),
    startedBy: { id: turn.startedBy, name: names.starter },
    endedBy: turn.endedBy ? { id: turn.endedBy, name: names.ender ?? "" } : null,
    version: turn.version,
  };
}

export async function turnById(db: Db, turnId: string): Promise<Turn> {
  const [found] = await selectTurns(db).where(eq(turns.id, turnId));
  if (!found) throw new AppError("NOT_FOUND", "there is no such turn");
  return presentTurn(found);
}

/** Turns, the latest first: an admin sees the club's, a caddie his own. Undone ones are not turns. */
export async function listTurns(
  db: Db,
  actor: Actor,
  input: Page & { caddieId?: string; from?: string; to?: string },
): Promise<{ data: Turn[]; nextCursor: string | null }> {
  if (input.caddieId && actor.role === "ADMIN") await visibleCaddie(db, actor, input.caddieId);
  const caddieId = input.caddieId ?? (actor.role === "ADMIN" ? undefined : (actor.caddieId ?? undefined));
  if (actor.role !== "ADMIN" && (!caddieId || !canSeeTurns(actor, caddieId))) {
    throw new AppError("NOT_FOUND", "there is no such caddie");
  }
  const conditions: (SQL | undefined)[] = [
    eq(turns.organizationId, actor.organizationId),
    sql`${turns.status} <> 'voided'`,
    caddieId ? eq(turns.caddieId, caddieId) : undefined,
    input.from ? gte(turns.startedAt, new Date(input.from)) : undefined,
    input.to ? lt(turns.startedAt, new Date(input.to)) : undefined,
  ];
  if (input.cursor) {
    const [time, id] = readTimeCursor(input.cursor);
    conditions.push(or(lt(turns.startedAt, time), and(eq(turns.startedAt, time), lt(turns.id, id))));
  }
  const found = await selectTurns(db)
    .where(and(...conditions))
    .orderBy(desc(turns.startedAt), desc(turns.id))
    .limit(input.limit + 1);
  return pageOf(
    found.map((f) => ({ ...f, id: f.turn.id })),
    input.limit,
    (f) => f.turn.startedAt,
    presentTurn,
  );
}
