import { and, asc, desc, eq, exists, gt, gte, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import type { CommandContext } from "../commands";
import type { Db } from "../db/client";
import { badCursor } from "../http/page-cursor";
import { lockAllLists } from "../organizations/queries";
import { arrivalOf, type Fact } from "../rules/policy";
import type { Move } from "./contract";
import { UNDO_MS } from "./policy";
import { type CaddieRow, caddieColumns, type Page, visibleCaddie } from "./queries";
import { type CaddieFacts, caddies, moves } from "./tables";

/** Of an `integer` column. */
const MAX_VERSION = 2 ** 31 - 1;
const iso = (time: Date | string) => new Date(time).toISOString();

/** A caddie's history, the latest first; all of his list may read it, no phone numbers in it. */
export async function listMoves(
  db: Db,
  actor: Actor,
  input: Page & { caddieId: string },
): Promise<{ data: Move[]; nextCursor: string | null }> {
  await visibleCaddie(db, actor, input.caddieId);
  const before = input.cursor === undefined ? undefined : Number(input.cursor);
  if (before !== undefined && !(Number.isInteger(before) && before > 0 && before <= MAX_VERSION))
    throw badCursor();
  const found = await db
    .select({ move: moves, actorName: sql<string>`(select u.name from users u where u.id = moves.actor_id)` })
    .from(moves)
    .where(
      and(eq(moves.caddieId, input.caddieId), before === undefined ? undefined : lt(moves.version, before)),
    )
    .orderBy(desc(moves.version))
    .limit(input.limit + 1);
  const page = found.slice(0, input.limit).map(({ move, actorName }) => presentMove(move, actorName));
  const last = found[page.length - 1]?.move.version;
  return { data: page, nextCursor: found.length > input.limit && last !== undefined ? String(last) : null };
}

function presentMove(move: typeof moves.$inferSelect, actorName: string): Move {
  return {
    id: move.id,
    caddieId: move.caddieId,
    kind: move.kind,
    rule: move.rule,
    reason: move.reason,
    from: move.before ? presentFacts(move.before) : {},
    to: presentFacts(move.after),
    by: { id: move.actorId, name: actorName },
    at: iso(move.at),
  };
}

const presentFacts = ({ status, listNumber, position, name, calledAt }: CaddieFacts) => ({
  status,
  listNumber,
  position,
  name,
  ...(calledAt && { called: true as const }),
});

/** What happened to one list since a moment, for `orderOf`. */
export interface ListFacts {
  facts: Fact[];
  /** How many changes are among them. */
  moves: number;
  names: ReadonlyMap<string, string>;
}

/** A close: the end of its day, and when it was made and the lists were put in order for the next one. */
export interface DayBreak {
  closesAt: Date;
  madeAt: Date;
}

interface FactsWanted {
  organizationId: string;
  listNumber: number;
  from: Date;
  /** Of the club, whose clock says who came late. */
  timeZone: string;
  /** Where they are given, each begins a day, and the orders that were made for one are left out, to be made anew. */
  days?: readonly DayBreak[];
}

/** How a list stood at `from`, and what has happened to it since, in the order of time. */
export async function listFactsSince(db: Db, given: FactsWanted): Promise<ListFacts> {
  const { organizationId, listNumber, from, timeZone, days } = given;
  const ofList = (facts: typeof moves.before | typeof moves.after) =>
    sql`(${facts} ->> 'listNumber')::int = ${listNumber}::int`;
  const [members, since] = await Promise.all([
    db
      .select({
        id: caddies.id,
        name: caddies.name,
        rank: caddies.rank,
        listNumber: caddies.listNumber,
        deletedAt: caddies.deletedAt,
        queued: sql<boolean>`${caddies.status} = 'Disponible' and ${caddies.deletedAt} is null`,
      })
      .from(caddies)
      .where(eq(caddies.organizationId, organizationId))
      .orderBy(asc(caddies.rank)),
    db
      .select()
      .from(moves)
      .where(
        and(
          eq(moves.organizationId, organizationId),
          gte(moves.at, from),
          or(ofList(moves.before), ofList(moves.after)),
        ),
      )
      .orderBy(asc(moves.nth)),
  ]);
  const first = new Map<string, CaddieFacts | null>();
  for (const { caddieId, before } of since) if (!first.has(caddieId)) first.set(caddieId, before);
  const stands = members.flatMap((member): Fact[] => {
    const began = first.has(member.id) ? first.get(member.id) : undefined;
    const standing = began === undefined ? member : began && { ...began, queued: waits(began) };
    if (!standing || standing.listNumber !== listNumber) return [];
    return [
      { kind: "stands", caddieId: member.id, rank: standing.rank, queued: standing.queued, rule: null },
    ];
  });
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const changes = since.map((move) => ({ move, fact: factOf(move, listNumber, timeZone) }));
  const onBoard = new Map(
    members.flatMap(({ id, name, deletedAt }) => (deletedAt ? [] : [[id, name] as const])),
  );
  const told = days ? withDays(changes, days, onBoard) : changes.map(({ fact }) => fact);
  return { facts: [...stands, ...told], moves: since.length, names };
}

interface Change {
  move: MoveRow;
  fact: Fact;
}

/** The facts with the beginning of each day among them, behind all that its close did. */
function withDays(
  changes: readonly Change[],
  days: readonly DayBreak[],
  names: ReadonlyMap<string, string>,
): Fact[] {
  const due = days.filter(({ closesAt, madeAt }) => {
    const meanwhile = changes.filter(({ move }) => move.at > closesAt && move.at < madeAt);
    return !meanwhile.some(({ move }) => begins(move));
  });
  const facts: Fact[] = [];
  const begin = (): void => {
    due.shift();
    facts.push({ kind: "day", names });
  };
  for (const { move, fact } of changes) {
    while (due[0] && due[0].madeAt < move.at) begin();
    if (move.kind !== "order" || move.rule !== "day_order") facts.push(fact);
  }
  while (due.length > 0) begin();
  return facts;
}

/** Whether a day is under way by it, so that a close which comes late orders nobody any more. */
const begins = ({ kind, rule, before, after }: MoveRow): boolean =>
  (after.status === "En campo" && before?.status !== "En campo") ||
  kind === "position" ||
  (kind === "order" && rule !== "day_order");

const waitsIn = (facts: typeof moves.before | typeof moves.after, listNumber: number) =>
  sql`(${facts} ->> 'status' = 'Disponible' and coalesce(${facts} ->> 'deleted', 'false') = 'false'
    and (${facts} ->> 'listNumber')::int = ${listNumber}::int)`;

/**
 * The changes of a list since this caddie last came into its queue, in the order in which they were made.
 * @param most that many of them, the latest; `complete` says whether these are all, the one by which he came the first
 */
export async function listChangesSinceArrival(
  db: Db,
  given: { organizationId: string; caddieId: string; listNumber: number; most: number },
) {
  const { organizationId, caddieId, listNumber, most } = given;
  const [arrival] = await db
    .select({ nth: moves.nth })
    .from(moves)
    .where(
      and(
        eq(moves.caddieId, caddieId),
        waitsIn(moves.after, listNumber),
        sql`not coalesce(${waitsIn(moves.before, listNumber)}, false)`,
      ),
    )
    .orderBy(desc(moves.nth))
    .limit(1);
  const ofList = (facts: typeof moves.before | typeof moves.after) =>
    sql`(${facts} ->> 'listNumber')::int = ${listNumber}::int`;
  const found = await db
    .select({ move: moves, actorName: sql<string>`(select u.name from users u where u.id = moves.actor_id)` })
    .from(moves)
    .where(
      and(
        eq(moves.organizationId, organizationId),
        gte(moves.nth, arrival?.nth ?? 0),
        or(ofList(moves.before), ofList(moves.after)),
      ),
    )
    .orderBy(desc(moves.nth))
    .limit(most);
  const changes = found.reverse().map(({ move, actorName }) => ({
    caddie: { id: move.caddieId, name: move.after.name },
    ...{ rule: move.rule, reason: move.reason, before: move.before, after: move.after, at: iso(move.at) },
    by: { id: move.actorId, name: actorName },
  }));
  return { changes, complete: arrival !== undefined && found[0]?.move.nth === arrival.nth };
}

type MoveRow = typeof moves.$inferSelect;
const waits = ({ status, deleted }: CaddieFacts) => status === "Disponible" && !deleted;

/** From what a move found and left, so that kinds which came later are understood too. */
function factOf(
  { caddieId, kind, rule, before, after, at }: MoveRow,
  listNumber: number,
  timeZone: string,
): Fact {
  const stays = after.listNumber === listNumber;
  const queued = stays && waits(after);
  // A whole list was ordered at once: each one's rank is known, and follows from nobody else's.
  if (kind === "order") return { kind: "stands", caddieId, rank: after.rank, queued, rule };
  // A forgotten turn ends at the end of the list, whatever the rule for those who come back.
  if (rule === "day_close" && stays) return { kind: "joined", caddieId, position: null, queued };
  if (kind === "undone" && stays) return { kind: "undone", caddieId, rank: after.rank, queued };
  if (!stays) return { kind: "moved_away", caddieId };
  if (!before || before.listNumber !== listNumber) {
    const position = rule === "chosen_place" ? after.position : null;
    return { kind: "joined", caddieId, position, queued };
  }
  if (waits(before) && (kind === "skipped" || kind === "no_show")) return { kind, caddieId };
  if (waits(before) && !queued) return { kind: "left", caddieId };
  if (!waits(before) && queued) {
    if (before.status === "En campo")
      return { kind: "returned", caddieId, requested: before.requested === true };
    return { kind: "arrived", caddieId, ...arrivalOf(before.since, at, timeZone) };
  }
  if (queued && before.rank !== after.rank && after.position !== null)
    return { kind: "placed", caddieId, position: after.position };
  return { kind: "noted", caddieId };
}

/**
 * Locks those whom one request added within the time of an undo and with whom nothing was done since: in the order of
 * their ids, then the club's lists.
 * @param opId the Idempotency-Key of that request
 * @returns them as they came, and how many there were in all
 */
export async function lockUntouched(
  { tx, actor, now }: CommandContext,
  opId: string,
): Promise<{ untouched: CaddieRow[]; added: number }> {
  const { organizationId } = actor;
  const ofRequest = tx
    .select({ one: sql`1` })
    .from(moves)
    .where(
      and(
        eq(moves.caddieId, caddies.id),
        eq(moves.version, 1),
        eq(moves.opId, opId),
        gt(moves.at, new Date(now.getTime() - UNDO_MS)),
      ),
    );
  const came = and(eq(caddies.organizationId, organizationId), exists(ofRequest));
  // An account is no change of the caddie, but somebody's all the same.
  const asTheyCame = and(eq(caddies.version, 1), isNull(caddies.deletedAt), isNull(caddies.userId));
  const all = await tx.select({ id: caddies.id }).from(caddies).where(came);
  const locked = await tx
    .select({ id: caddies.id })
    .from(caddies)
    .where(and(came, asTheyCame))
    .orderBy(asc(caddies.id))
    .for("update");
  if (locked.length === 0) return { untouched: [], added: all.length };
  await lockAllLists(tx, organizationId);
  const ids = locked.map(({ id }) => id);
  const untouched = await tx
    .select(caddieColumns)
    .from(caddies)
    .where(inArray(caddies.id, ids))
    .orderBy(asc(caddies.listNumber), asc(caddies.rank));
  return { untouched, added: all.length };
}
