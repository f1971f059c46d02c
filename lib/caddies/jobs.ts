import { and, asc, eq, gt, isNull, lte, ne, or, sql } from "drizzle-orm";
import type { CommandContext } from "../commands";
import { lockAllLists } from "../organizations/queries";
import { publishStatus, recordMove } from "./events";
import { endsOfList } from "./locks";
import { placeAtEnds } from "./policy";
import { type CaddieRow, caddieColumns, caddieRow } from "./queries";
import { endOpenTurn, updateRow } from "./statements";
import { caddies, moves, turns } from "./tables";

/**
 * Locks the whole board of a club until the transaction ends: all caddies by their ids, then all lists by their numbers,
 * which is the order of every command.
 */
export async function lockBoard({ tx, actor }: CommandContext): Promise<void> {
  await tx
    .select({ id: caddies.id })
    .from(caddies)
    .where(and(eq(caddies.organizationId, actor.organizationId), isNull(caddies.deletedAt)))
    .orderBy(asc(caddies.id))
    .for("update");
  await lockAllLists(tx, actor.organizationId);
}

/** A turn that nobody ended. */
export interface ForgottenTurn {
  turnId: string;
  caddieId: string;
  name: string;
  listNumber: number;
  startedAt: Date;
  endedAt: Date;
}

/**
 * Ends the turns that began until then and that nobody ended, as of that moment; each caddie returns to the end of his
 * list, the first who went out first. The caller holds the board.
 */
export async function endForgottenTurns(ctx: CommandContext, until: Date): Promise<ForgottenTurn[]> {
  const { organizationId, userId: endedBy } = ctx.actor;
  const open = await ctx.tx
    .select({ turnId: turns.id, caddieId: turns.caddieId, startedAt: turns.startedAt })
    .from(turns)
    .where(
      and(eq(turns.organizationId, organizationId), eq(turns.status, "open"), lte(turns.startedAt, until)),
    )
    .orderBy(asc(turns.startedAt), asc(turns.id));
  const ended: ForgottenTurn[] = [];
  for (const turn of open) {
    const { caddieId } = turn;
    const [before, ends] = await Promise.all([
      caddieRow(ctx.tx, organizationId, caddieId),
      endsOfList(ctx, caddieId),
    ]);
    if (!before) throw new Error(`turn ${turn.turnId} is of nobody`);
    const stamp = { since: ctx.now, version: before.version + 1, updatedAt: ctx.now };
    const place = placeAtEnds(ends, before.rank, "end");
    const after: CaddieRow = { ...before, ...place, ...stamp, status: "Disponible", turn: null };
    const endedAt = until.toISOString();
    ctx.send(endOpenTurn(ctx.tx, { caddieId, status: "finished", endedAt, endedBy }));
    ctx.send(updateRow(ctx.tx, after));
    recordMove(ctx, { kind: "status", rule: "day_close", before, after });
    publishStatus(ctx, before, after);
    ended.push({ ...turn, name: before.name, listNumber: before.listNumber, endedAt: until });
  }
  return ended;
}

/** All of a list by their ranks, as they stand in this transaction. The caller holds the board. */
export function listHeld({ tx, actor }: CommandContext, listNumber: number): Promise<CaddieRow[]> {
  const { organizationId, listNumber: number, deletedAt, rank, id } = caddies;
  return tx
    .select(caddieColumns)
    .from(caddies)
    .where(and(eq(organizationId, actor.organizationId), eq(number, listNumber), isNull(deletedAt)))
    .orderBy(asc(rank), asc(id));
}

/** Whether somebody of a list went out since then, or the list, or one of it, was put in another order by hand or by lot. */
export async function hasBegun(
  { tx, actor }: CommandContext,
  listNumber: number,
  since: Date,
): Promise<boolean> {
  const { organizationId, at, kind, rule, before, after, id } = moves;
  const goesOut = sql`${after} ->> 'status' = 'En campo' and ${before} ->> 'status' <> 'En campo'`;
  const found = await tx
    .select({ id })
    .from(moves)
    .where(
      and(
        eq(organizationId, actor.organizationId),
        gt(at, since),
        sql`(${after} ->> 'listNumber')::int = ${listNumber}::int`,
        or(goesOut, eq(kind, "position"), and(eq(kind, "order"), ne(rule, "day_order"))),
      ),
    )
    .limit(1);
  return found.length > 0;
}
