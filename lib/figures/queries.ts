import { sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import { canSeeList } from "../caddies/policy";
import { frozenDays, stretchOf } from "../closes/queries";
import { type Db, rows } from "../db/client";
import { caddieDays, type Stretch, turnsIn, type Whose } from "../history/queries";
import { AppError } from "../http/problem";
import type { Correction, Figures, Share } from "./contract";
import { canSeeFigures } from "./policy";

const iso = (time: Date | string) => new Date(time).toISOString();

interface Range extends Whose {
  from: string;
  to: string;
}

/**
 * What each caddie did in these days, the names in order: turns as they are noted now, corrections among them; waiting
 * and absence as the closes froze them, and as they are so far for the day under way.
 */
async function figuresIn(db: Db, organizationId: string, range: Range, now: Date): Promise<Figures[]> {
  const { all, unfrozen } = await stretchOf(db, organizationId, range, now);
  const { caddieId, list } = range;
  const [people, turns, frozen, live] = await Promise.all([
    rows<{ id: string; name: string; list: number; removed: boolean }>(
      db,
      sql`select c.id, c.name, c.list_number as list, c.deleted_at is not null as removed from caddies c
        where c.organization_id = ${organizationId} ${caddieId ? sql`and c.id = ${caddieId}` : sql``}
        order by c.name, c.id`,
    ),
    turnsIn(db, organizationId, all, range),
    frozenDays(db, organizationId, range),
    unfrozen ? caddieDays(db, organizationId, unfrozen) : [],
  ]);
  const [ofTurns, ofFrozen, ofLive] = [byCaddie(turns), byCaddie(frozen), byCaddie(live)];
  return people.flatMap((person) => {
    const [own, past] = [ofTurns.get(person.id), ofFrozen.get(person.id)];
    const today = ofLive.get(person.id);
    const soFar = today && (list === undefined || today.listNumber === list) ? today : undefined;
    const isHere = !person.removed && (list === undefined || person.list === list);
    if (!isHere && !own && !past && !soFar) return [];
    const sum = (field: "minutesWaited" | "late" | "absent" | "noShows" | "skips") =>
      (past?.[field] ?? 0) + (soFar?.[field] ?? 0);
    return {
      caddieId: person.id,
      name: person.name,
      listNumber: person.list,
      removed: person.removed,
      turns: own?.turns ?? 0,
      turns9: own?.turns9 ?? 0,
      turns18: own?.turns18 ?? 0,
      requested: own?.requested ?? 0,
      minutesOut: own?.minutesOut ?? 0,
      minutesWaited: sum("minutesWaited"),
      late: sum("late"),
      absent: sum("absent"),
      noShows: sum("noShows"),
      skips: sum("skips"),
      forgotten: past?.forgotten ?? 0,
    };
  });
}

const byCaddie = <T extends { caddieId: string }>(found: readonly T[]) =>
  new Map(found.map((row) => [row.caddieId, row]));

/** @throws AppError NOT_FOUND */
function requireList(actor: Actor, list: number): void {
  if (!canSeeList(actor, list)) throw new AppError("NOT_FOUND", "there is no such list");
}

/**
 * The figures of a range of days: all of the club's for an admin, his own for a caddie, out of one query.
 * @throws AppError NOT_FOUND
 */
export async function figuresOf(
  db: Db,
  actor: Actor,
  input: Range,
  now: Date,
): Promise<{ data: Figures[]; corrections: Correction[] }> {
  const caddieId = actor.role === "ADMIN" ? input.caddieId : (input.caddieId ?? actor.caddieId ?? undefined);
  if (!canSeeFigures(actor, caddieId)) throw new AppError("NOT_FOUND", "there is no such caddie");
  if (input.list !== undefined) requireList(actor, input.list);
  const range = { ...input, caddieId };
  const { all } = await stretchOf(db, actor.organizationId, range, now);
  const [data, corrections] = await Promise.all([
    figuresIn(db, actor.organizationId, range, now),
    correctionsIn(db, actor.organizationId, all, range),
  ]);
  return { data, corrections };
}

/** More of them nobody reads at once. */
const MOST_CORRECTIONS = 200;

function correctionsIn(
  db: Db,
  organizationId: string,
  { after, until }: Stretch,
  { caddieId, list }: Whose,
): Promise<Correction[]> {
  type Row = Omit<Correction, "by" | "at"> & { actor_id: string; actor: string; at: Date | string };
  return rows<Row>(
    db,
    sql`select m.id, m.caddie_id as "caddieId", m.after->>'name' as name, m.kind, m.at, m.actor_id, u.name as actor
      from moves m join users u on u.id = m.actor_id
      where m.organization_id = ${organizationId} and m.kind in ('turn', 'undone')
        and m.at > ${after.toISOString()}::timestamptz and m.at <= ${until.toISOString()}::timestamptz
        ${caddieId ? sql`and m.caddie_id = ${caddieId}` : sql``}
        ${list ? sql`and (m.after->>'listNumber')::int = ${list}` : sql``}
      order by m.at desc, m.id limit ${MOST_CORRECTIONS}`,
  ).then((found) =>
    found.map(({ actor_id, actor, at, ...rest }) => ({
      ...rest,
      at: iso(at),
      by: { id: actor_id, name: actor },
    })),
  );
}

/**
 * How turns and waiting of a list were shared out, for whoever may see the list. A caddie finds his own share among the
 * others', who stay nameless.
 * @throws AppError NOT_FOUND
 */
export async function sharesOf(
  db: Db,
  actor: Actor,
  input: { from: string; to: string; list: number },
  now: Date,
): Promise<{ data: Share[] }> {
  requireList(actor, input.list);
  const found = await figuresIn(db, actor.organizationId, input, now);
  const shares = found
    .filter(({ removed, listNumber }) => !removed && listNumber === input.list)
    .map(({ caddieId, name, turns, minutesWaited }): Share => {
      const own = caddieId === actor.caddieId;
      const named = own || actor.role === "ADMIN";
      return { caddieId: named ? caddieId : null, name: named ? name : null, own, turns, minutesWaited };
    });
  return { data: shares.sort((a, b) => b.turns - a.turns || b.minutesWaited - a.minutesWaited) };
}
