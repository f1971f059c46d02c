import { and, asc, desc, eq, isNull, ne, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { lockListNumber } from "../organizations/queries";
import { rulesFrom } from "../rules/policy";
import { DEFAULT_RULES, type Rules } from "../rules/vocabulary";
import {
  canManageCaddies,
  canSeeList,
  type Ends,
  type Placement,
  placeAtEnds,
  rankAt,
  rankBeside,
  rankBy,
} from "./policy";
import { type CaddieRow, caddieColumns, caddieRow, presentCaddieFor } from "./queries";
import { lockCaddieAndLists, lockCaddiesAndLists, lockListCaddies, selectEnds } from "./statements";
import { caddies, moves, turns } from "./tables";

const mastersOnly = () => new AppError("FORBIDDEN", "only the caddie master may change the board");

/** @throws AppError FORBIDDEN */
export function requireAdmin(actor: Actor): void {
  if (!canManageCaddies(actor)) throw mastersOnly();
}

/** What a list lives by, and the clock of its club. */
export interface ListLaw {
  rules: Rules;
  timeZone: string;
}
/** A caddie who is locked, with the law of the list that he is in. */
export interface Locked {
  before: CaddieRow;
  law: ListLaw;
}

interface LockOptions {
  removedToo?: boolean;
  alsoList?: number;
}

/** The same as lockCaddieAndLaw, where no place follows from a rule. */
export async function lockCaddie(
  ctx: CommandContext,
  caddieId: string,
  options?: LockOptions,
): Promise<CaddieRow> {
  return (await lockCaddieAndLaw(ctx, caddieId, options)).before;
}

/**
 * Locks a caddie, then the lists concerned, and reads him: who may see him, who may change him. The order of locks
 * (one caddie, then lists by number, then stream counters by name, then the request's key) is the same everywhere, so
 * none waits crosswise. The list's lock makes places exact: whoever changes the same list waits until this change has
 * its seq.
 *
 * The locks and the reading travel together. A statement sees what was committed before it began, and the second one
 * begins when the locks are granted: it reads him as he is, whoever had him until then.
 * @throws AppError NOT_FOUND, FORBIDDEN, INVALID (alsoList is not there)
 */
export async function lockCaddieAndLaw(
  ctx: CommandContext,
  caddieId: string,
  { removedToo = false, alsoList }: LockOptions = {},
): Promise<Locked> {
  const { tx, actor } = ctx;
  const { organizationId } = actor;
  const isThere = (row: CaddieRow | undefined): row is CaddieRow =>
    row !== undefined && (removedToo || !row.deletedAt) && canSeeList(actor, row.listNumber);
  const notThere = () => new AppError("NOT_FOUND", "there is no such caddie");
  if (!canManageCaddies(actor)) {
    // Nobody waits for a lock of one who may not write.
    if (!isThere(await caddieRow(tx, organizationId, caddieId))) throw notThere();
    throw mastersOnly();
  }
  const [locked, row] = await Promise.all([
    lockCaddieAndLists(tx, { organizationId, caddieId, alsoList: alsoList ?? null }),
    caddieRow(tx, organizationId, caddieId),
  ]);
  if (!isThere(row)) throw notThere();
  if (alsoList !== undefined && locked.every(({ number }) => number !== alsoList)) throw noSuchList();
  return { before: row, law: lawOf(locked, row.listNumber) };
}

/**
 * The same for several, as they were named: all of them by their ids, then their lists by number, so that two who send
 * groups with the same men never wait crosswise.
 * @throws AppError NOT_FOUND, FORBIDDEN
 */
export async function lockCaddies(ctx: CommandContext, caddieIds: readonly string[]): Promise<Locked[]> {
  const { tx, actor } = ctx;
  const { organizationId } = actor;
  const readAll = () => caddieIds.map((caddieId) => caddieRow(tx, organizationId, caddieId));
  const present = (found: readonly (CaddieRow | undefined)[]) =>
    found.map((row) => {
      if (row && !row.deletedAt && canSeeList(actor, row.listNumber)) return row;
      throw new AppError("NOT_FOUND", "one of these caddies is not there");
    });
  if (!canManageCaddies(actor)) {
    present(await Promise.all(readAll()));
    throw mastersOnly();
  }
  const [locked, ...found] = await Promise.all([
    lockCaddiesAndLists(tx, { organizationId, caddieIds: caddieIds.join(",") }),
    ...readAll(),
  ]);
  return present(found).map((before) => ({ before, law: lawOf(locked, before.listNumber) }));
}

/** A removed caddie may have stood in a list that is no more. */
function lawOf(locked: Awaited<ReturnType<typeof lockCaddieAndLists>>, listNumber: number): ListLaw {
  const own = locked.find(({ number }) => number === listNumber);
  return { rules: own ? rulesFrom(own.rules) : DEFAULT_RULES, timeZone: own?.time_zone ?? "UTC" };
}

/** @throws AppError INVALID, naming `listNumber`, for a list that is not there */
export async function lockList(ctx: CommandContext, number: number): Promise<void> {
  if (!(await lockListNumber(ctx.tx, ctx.actor.organizationId, number))) throw noSuchList();
}

/**
 * Locks all who stand in a list, then the list, and reads them by rank: the same order of locks as for one caddie. Who
 * came into the list between the two locks is not held, and nothing may be decided about him. ADMIN.
 * @throws AppError FORBIDDEN, NOT_FOUND, VERSION_CONFLICT
 */
export async function lockOrder(ctx: CommandContext, listNumber: number): Promise<CaddieRow[]> {
  const { tx, actor } = ctx;
  const { organizationId } = actor;
  if (!canSeeList(actor, listNumber)) throw new AppError("NOT_FOUND", "there is no such list");
  requireAdmin(actor);
  const held = new Set((await lockListCaddies(tx, { organizationId, listNumber })).map(({ id }) => id));
  if (!(await lockListNumber(tx, organizationId, listNumber)))
    throw new AppError("NOT_FOUND", "there is no such list");
  const rows = await tx
    .select(caddieColumns)
    .from(caddies)
    .where(
      and(
        eq(caddies.organizationId, organizationId),
        eq(caddies.listNumber, listNumber),
        isNull(caddies.deletedAt),
      ),
    )
    .orderBy(asc(caddies.rank), asc(caddies.id));
  if (rows.some(({ id }) => !held.has(id)))
    throw new AppError("VERSION_CONFLICT", "somebody changed this list meanwhile: try again");
  return rows;
}

function noSuchList(): AppError {
  const message = "is not a list of this club";
  return new AppError("INVALID", `listNumber: ${message}`, { errors: [{ path: "listNumber", message }] });
}

/** A turn of this club that was not undone. @throws AppError NOT_FOUND */
export async function lockTurn(ctx: CommandContext, turnId: string): Promise<typeof turns.$inferSelect> {
  const [found] = await ctx.tx
    .select()
    .from(turns)
    .where(
      and(
        eq(turns.id, turnId),
        eq(turns.organizationId, ctx.actor.organizationId),
        ne(turns.status, "voided"),
      ),
    );
  if (!found || !canSeeList(ctx.actor, found.listNumber))
    throw new AppError("NOT_FOUND", "there is no such turn");
  requireAdmin(ctx.actor);
  // The caddie first: dispatch and return lock him before they touch his turn.
  await ctx.tx.select({ id: caddies.id }).from(caddies).where(eq(caddies.id, found.caddieId)).for("update");
  const [turn] = await ctx.tx.select().from(turns).where(eq(turns.id, turnId)).for("update");
  if (!turn || turn.status === "voided") throw new AppError("NOT_FOUND", "there is no such turn");
  return turn;
}

type Placed = Pick<CaddieRow, "id" | "listNumber">;

/** @param listNumber null for the list that the caddie is in */
export async function endsOfList(
  ctx: CommandContext,
  caddieId: string,
  listNumber: number | null = null,
): Promise<Ends> {
  const { organizationId } = ctx.actor;
  const [ends] = await selectEnds(ctx.tx, { organizationId, caddieId, listNumber });
  if (!ends) throw new Error("the ends of a list were not answered");
  return ends;
}

/** A rank in his (new) list: at this place, or at the end for null. */
export async function rankFor(ctx: CommandContext, caddie: Placed, position: number | null): Promise<string> {
  if (position !== null) return rankAt(await othersOf(ctx, caddie), position);
  return placeAtEnds(await endsOfList(ctx, caddie.id, caddie.listNumber), "", "end").rank;
}

/** The rank that a rule gives to one of the list. */
export async function placedRank(
  ctx: CommandContext,
  caddie: Placed & Pick<CaddieRow, "rank" | "position">,
  placement: Placement,
): Promise<string> {
  return rankBy(await othersOf(ctx, caddie), caddie, placement);
}

/** The rank that he had, or the nearest behind it when somebody was put there meanwhile. */
export async function restoredRank(ctx: CommandContext, caddie: Placed, rank: string): Promise<string> {
  return rankBeside(await othersOf(ctx, caddie), rank);
}

function othersOf(ctx: CommandContext, caddie: Placed) {
  return ctx.tx
    .select({
      rank: caddies.rank,
      queued: sql<boolean>`${caddies.status} = 'Disponible' and ${caddies.deletedAt} is null`,
    })
    .from(caddies)
    .where(
      and(
        eq(caddies.organizationId, ctx.actor.organizationId),
        eq(caddies.listNumber, caddie.listNumber),
        ne(caddies.id, caddie.id),
      ),
    )
    .orderBy(asc(caddies.rank), asc(caddies.id));
}

/** @throws AppError VERSION_CONFLICT with the present state */
export function checkVersion(ctx: CommandContext, row: CaddieRow, expected: number | undefined): void {
  if (expected === undefined || expected === row.version) return;
  const current = presentCaddieFor(ctx.actor, row);
  throw new AppError("VERSION_CONFLICT", "somebody changed this caddie meanwhile", { members: { current } });
}

export async function latestMove(ctx: CommandContext, caddieId: string) {
  const [move] = await ctx.tx
    .select()
    .from(moves)
    .where(eq(moves.caddieId, caddieId))
    .orderBy(desc(moves.version))
    .limit(1);
  return move;
}

/** The refusal that names who was faster, and when. */
export async function notAvailable(ctx: CommandContext, row: CaddieRow): Promise<AppError> {
  const last = await lastMover(ctx, row);
  return new AppError("CADDIE_NOT_AVAILABLE", `${row.name} is ${row.status}`, {
    members: { current: presentCaddieFor(ctx.actor, row), ...last },
  });
}

/** The same for a group, of which nobody goes: `unavailable` names each who cannot, `current` is the first of them. */
export async function groupNotAvailable(ctx: CommandContext, gone: readonly CaddieRow[]): Promise<AppError> {
  const unavailable = await Promise.all(
    gone.map(async (row) => ({
      caddieId: row.id,
      name: row.name,
      status: row.status,
      ...(await lastMover(ctx, row)),
    })),
  );
  const [first] = gone;
  return new AppError("CADDIE_NOT_AVAILABLE", gone.map((row) => `${row.name} is ${row.status}`).join(", "), {
    members: { unavailable, current: first && presentCaddieFor(ctx.actor, first) },
  });
}

/** Who made a caddie's latest change, and when. */
async function lastMover(ctx: CommandContext, row: CaddieRow) {
  const [last] = await ctx.tx
    .select({
      at: moves.at,
      id: moves.actorId,
      name: sql<string>`(select u.name from users u where u.id = moves.actor_id)`,
    })
    .from(moves)
    .where(eq(moves.caddieId, row.id))
    .orderBy(desc(moves.version))
    .limit(1);
  return last && { by: { id: last.id, name: last.name }, at: last.at.toISOString() };
}
