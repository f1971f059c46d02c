import { and, asc, eq, isNull, lte } from "drizzle-orm";
import type { CommandContext } from "../commands";
import { lockAllLists } from "../organizations/queries";
import { publishStatus, recordMove } from "./events";
import { endsOfList } from "./locks";
import { placeAtEnds } from "./policy";
import { type CaddieRow, caddieRow } from "./queries";
import { endOpenTurn, updateRow } from "./statements";
import { caddies, turns } from "./tables";

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
