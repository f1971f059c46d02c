import { sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import { canSeeList } from "../caddies/policy";
import { type Db, parsedJson, rows } from "../db/client";
import { AppError } from "../http/problem";
import { addDays, instantOf } from "../i18n/days";
import { clubOf } from "../organizations/queries";
import type { PastCaddie, PastChange, PastDay, PastRow } from "./contract";
import { daysOnBoard } from "./policy";
import { boardOf, rowsOf } from "./reducer";

/** Moments: later than `after`, not later than `until`. */
export interface Stretch {
  after: Date;
  until: Date;
}

const iso = (time: Date | string) => new Date(time).toISOString();

/** Clocks of several processes differ; so many moves of one caddie are looked at for the one with the highest version. */
const CLOCKS_DIFFER = 8;

/** What a move noted of a caddie, as far as the past needs it: whoever he was, no phone number. */
interface MoveFacts extends Omit<PastCaddie, "caddieId" | "version"> {
  position: number | null;
}

function pastOf(caddieId: string, facts: MoveFacts, version: number): PastCaddie {
  const { name, listNumber, status, rank, since, deleted } = facts;
  return { caddieId, name, listNumber, status, rank, since: iso(since), deleted, version };
}

/**
 * Every caddie of a club as he stood at that moment: what his last move until then left; before his first, what that one
 * found; without any, as he stands. Moves are never pruned, so that any moment can be asked for. Removed ones are among
 * them, marked so.
 */
export async function caddiesAt(db: Db, organizationId: string, at: Date): Promise<PastCaddie[]> {
  const until = sql`${at.toISOString()}::timestamptz`;
  type Row = { id: string; facts: unknown; version: number; present: unknown; added: boolean };
  const found = await rows<Row & Record<string, unknown>>(
    db,
    sql`select c.id, coalesce(was.after, next.before) as facts, coalesce(was.version, 0) as version,
        was.after is null and next.version is not null and next.before is null as added,
        json_build_object('name', c.name, 'listNumber', c.list_number, 'status', c.status, 'rank', c.rank,
          'since', c.since, 'deleted', c.deleted_at is not null) as present
      from caddies c
      left join lateral (
        select l.after, l.version from (
          select m.after, m.version from moves m where m.caddie_id = c.id and m.at <= ${until}
          order by m.at desc, m.version desc limit ${CLOCKS_DIFFER}
        ) l order by l.version desc limit 1
      ) was on true
      left join lateral (
        select m.before, m.version from moves m where was.after is null and m.caddie_id = c.id
        order by m.version limit 1
      ) next on true
      where c.organization_id = ${organizationId} and c.created_at <= ${until}
      order by c.id`,
  );
  return found
    .filter(({ added }) => !added)
    .map(({ id, facts, version, present }) =>
      pastOf(id, parsedJson<MoveFacts | null>(facts) ?? parsedJson<MoveFacts>(present), version),
    );
}

/** All changes of a club in a stretch of time, in their order. */
export async function changesIn(
  db: Db,
  organizationId: string,
  { after, until }: Stretch,
): Promise<PastChange[]> {
  type Row = Pick<PastChange, "id" | "kind" | "rule" | "reason" | "automatic"> & {
    caddie_id: string;
    before: unknown;
    after: unknown;
    version: number;
    actor_id: string;
    actor: string;
    at: Date | string;
  };
  const found = await rows<Row>(
    db,
    sql`select m.id, m.caddie_id, m.kind, m.rule, m.reason, m.before, m.after, m.version, m.actor_id, m.at,
        u.name as actor, u.system as automatic
      from moves m join users u on u.id = m.actor_id
      where m.organization_id = ${organizationId} and m.at > ${after.toISOString()}::timestamptz
        and m.at <= ${until.toISOString()}::timestamptz
      order by m.at, m.nth`,
  );
  return found.map((row) => {
    const before = parsedJson<MoveFacts | null>(row.before);
    const facts = parsedJson<MoveFacts>(row.after);
    const from = before && {
      listNumber: before.listNumber,
      status: before.status,
      position: before.position,
    };
    const { id, kind, rule, reason, automatic } = row;
    return {
      ...{ id, kind, rule, reason, automatic, at: iso(row.at), by: { id: row.actor_id, name: row.actor } },
      from,
      to: pastOf(row.caddie_id, facts, row.version),
      position: facts.position,
    };
  });
}

/** @throws AppError NOT_FOUND */
function requireList(actor: Actor, list: number): void {
  if (!canSeeList(actor, list)) throw new AppError("NOT_FOUND", "there is no such list");
}

/** A list as it was at any moment. Whoever may see the list. @throws AppError NOT_FOUND */
export async function boardAt(
  db: Db,
  actor: Actor,
  { list, at }: { list: number; at: string },
): Promise<{ data: PastRow[] }> {
  requireList(actor, list);
  const found = await caddiesAt(db, actor.organizationId, new Date(at));
  return { data: rowsOf(boardOf(found), list) };
}

/** A day of a list from midnight to midnight, to be played again. Whoever may see the list. @throws AppError NOT_FOUND */
export async function pastDay(
  db: Db,
  actor: Actor,
  { list, day }: { list: number; day: string },
): Promise<{ data: PastDay }> {
  requireList(actor, list);
  const { organizationId } = actor;
  const { timeZone } = await clubOf(db, organizationId);
  const begins = new Date(instantOf(day, "00:00", timeZone));
  const ends = new Date(instantOf(addDays(day, 1), "00:00", timeZone));
  const [everybody, changes] = await Promise.all([
    caddiesAt(db, organizationId, begins),
    changesIn(db, organizationId, { after: begins, until: ends }),
  ]);
  const here = changes.filter(({ from, to }) => to.listNumber === list || from?.listNumber === list);
  const start = everybody.filter((c) => c.listNumber === list && !c.deleted);
  return { data: { day, begins: iso(begins), ends: iso(ends), start, changes: here } };
}

/** What one caddie did in a stretch of time. Minutes are whole. */
export interface CaddieDay {
  caddieId: string;
  listNumber: number;
  turns9: number;
  turns18: number;
  turnsOther: number;
  requested: number;
  minutesOut: number;
  minutesWaited: number;
  late: number;
  absent: number;
  noShows: number;
  skips: number;
}

/**
 * What everybody on the board did in one day. A turn counts where it began, whole. How waiting and absence are counted
 * stands in `daysOnBoard`.
 */
export async function caddieDays(db: Db, organizationId: string, day: Stretch): Promise<CaddieDay[]> {
  const [start, changes, turns, late] = await Promise.all([
    caddiesAt(db, organizationId, day.after),
    changesIn(db, organizationId, day),
    turnsIn(db, organizationId, day, {}),
    lateIn(db, organizationId, day),
  ]);
  const byCaddie = new Map(turns.map((own) => [own.caddieId, own]));
  return daysOnBoard(start, changes).map((onBoard) => {
    const {
      turns: all = 0,
      turns9 = 0,
      turns18 = 0,
      requested = 0,
      minutesOut = 0,
    } = byCaddie.get(onBoard.caddieId) ?? {};
    const counts = { turns9, turns18, turnsOther: all - turns9 - turns18, requested, minutesOut };
    return { ...onBoard, ...counts, late: late.get(onBoard.caddieId) ?? 0 };
  });
}

/** How often each came late to a roll call of these hours; where no roll is called, nobody does. */
async function lateIn(
  db: Db,
  organizationId: string,
  { after, until }: Stretch,
): Promise<Map<string, number>> {
  const found = await rows<{ id: string; n: number }>(
    db,
    sql`select m.caddie_id as id, count(*)::int as n from roll_calls r
      join roll_call_marks m on m.roll_call_id = r.id and m.mark = 'late'
      where r.organization_id = ${organizationId} and m.marked_at > ${after.toISOString()}::timestamptz
        and m.marked_at <= ${until.toISOString()}::timestamptz
      group by m.caddie_id`,
  );
  return new Map(found.map(({ id, n }) => [id, n]));
}

export interface Whose {
  caddieId?: string;
  list?: number;
}

/** Turns that began in a stretch, by caddie; undone ones are none, one under way lasts until now. */
export function turnsIn(
  db: Db,
  organizationId: string,
  { after, until }: Stretch,
  { caddieId, list }: Whose,
) {
  type Counts = Record<"turns" | "turns9" | "turns18" | "requested" | "minutesOut", number>;
  return rows<Counts & { caddieId: string }>(
    db,
    sql`select t.caddie_id as "caddieId", count(*)::int as turns,
        (count(*) filter (where t.holes = 9))::int as turns9,
        (count(*) filter (where t.holes = 18))::int as turns18,
        (count(*) filter (where t.requested))::int as requested,
        round(sum(extract(epoch from greatest(interval '0', coalesce(t.ended_at, ${until.toISOString()}::timestamptz)
          - t.started_at))) / 60)::int as "minutesOut"
      from turns t
      where t.organization_id = ${organizationId} and t.status <> 'voided'
        and t.started_at > ${after.toISOString()}::timestamptz and t.started_at <= ${until.toISOString()}::timestamptz
        ${caddieId ? sql`and t.caddie_id = ${caddieId}` : sql``}
        ${list ? sql`and t.list_number = ${list}` : sql``}
      group by t.caddie_id`,
  );
}
