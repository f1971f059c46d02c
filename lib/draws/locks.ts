import { and, eq } from "drizzle-orm";
import { lockOrder } from "../caddies/locks";
import { canSeeList } from "../caddies/policy";
import type { CaddieRow } from "../caddies/queries";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import type { Draw } from "./contract";
import { presentDraw, selectDraws } from "./queries";
import { draws } from "./tables";

type DrawRow = typeof draws.$inferSelect;

/**
 * Locks the list of a draw and everybody in it, then the draw: who looks on may see it, who is no caddie master may not
 * touch it.
 * @throws AppError NOT_FOUND, FORBIDDEN
 */
export async function lockDraw(
  ctx: CommandContext,
  drawId: string,
): Promise<{ row: DrawRow; list: CaddieRow[] }> {
  const own = and(eq(draws.id, drawId), eq(draws.organizationId, ctx.actor.organizationId));
  const [seen] = await ctx.tx.select({ listNumber: draws.listNumber }).from(draws).where(own);
  if (!seen || !canSeeList(ctx.actor, seen.listNumber))
    throw new AppError("NOT_FOUND", "there is no such draw");
  const list = await lockOrder(ctx, seen.listNumber);
  const [row] = await ctx.tx.select().from(draws).where(own).for("update");
  if (!row) throw new AppError("NOT_FOUND", "there is no such draw");
  return { row, list };
}

export async function drawById(ctx: CommandContext, drawId: string): Promise<Draw> {
  const [found] = await selectDraws(ctx.tx).where(eq(draws.id, drawId));
  if (!found) throw new AppError("NOT_FOUND", "there is no such draw");
  return presentDraw(found);
}

/** The refusal that shows how the draw stands. */
export async function notNow(
  ctx: CommandContext,
  code: "DRAW_CLOSED" | "DRAW_EARLY",
  drawId: string,
): Promise<AppError> {
  const detail = code === "DRAW_EARLY" ? "this draw has an hour: not before it" : "this draw is over";
  return new AppError(code, detail, { members: { current: await drawById(ctx, drawId) } });
}
