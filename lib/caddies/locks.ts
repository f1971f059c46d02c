import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { lockListNumber } from "../organizations/queries";
import { canManageCaddies, canSeeList, rankAt, rankBeside } from "./policy";
import { type CaddieRow, caddieRow, presentCaddieFor } from "./queries";
import { lockCaddieAndLists, selectEnd } from "./statements";
import { caddies, moves, turns } from "./tables";

const mastersOnly = () => new AppError("FORBIDDEN", "only the caddie master may change the board");

/** @throws AppError FORBIDDEN */
export function requireAdmin(actor: Actor): void {
  if (!canManageCaddies(actor)) throw mastersOnly();
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
export async function lockCaddie(
  ctx: CommandContext,
  caddieId: string,
  { removedToo = false, alsoList }: { removedToo?: boolean; alsoList?: number } = {},
): Promise<CaddieRow> {
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
  return row;
}

/** @throws AppError INVALID, naming `listNumber`, for a list that is not there */
export async function lockList(ctx: CommandContext, number: number): Promise<void> {
  if (!(await lockListNumber(ctx.tx, ctx.actor.organizationId, number))) throw noSuchList();
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

/**
 * The end of a list: a rank behind all others, those who are out or removed among them, and the place that it is.
 * @param listNumber null for the list that the caddie is in
 */
export async function endOfList(
  ctx: CommandContext,
  caddieId: string,
  listNumber: number | null = null,
): Promise<{ rank: string; position: number }> {
  const { organizationId } = ctx.actor;
  const [end] = await selectEnd(ctx.tx, { organizationId, caddieId, listNumber });
  const others = end?.rank ? [{ rank: end.rank, queued: true }] : [];
  return { rank: rankAt(others, null), position: (end?.queued ?? 0) + 1 };
}

/** A rank in his (new) list: at this place, or at the end for null. */
export async function rankFor(ctx: CommandContext, caddie: Placed, position: number | null): Promise<string> {
  if (position === null) return (await endOfList(ctx, caddie.id, caddie.listNumber)).rank;
  return rankAt(await othersOf(ctx, caddie), position);
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
  return new AppError("CADDIE_NOT_AVAILABLE", `${row.name} is ${row.status}`, {
    members: {
      current: presentCaddieFor(ctx.actor, row),
      ...(last && { by: { id: last.id, name: last.name }, at: last.at.toISOString() }),
    },
  });
}
