import { and, eq } from "drizzle-orm";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { canCallRoll } from "./policy";
import { rollCallMarks, rollCalls } from "./tables";

/** @throws AppError FORBIDDEN */
export function requireCaller({ actor }: CommandContext): void {
  if (!canCallRoll(actor)) throw new AppError("FORBIDDEN", "only the caddie master calls the roll");
}

const ofClub = ({ actor }: CommandContext, rollCallId: string) =>
  and(eq(rollCalls.id, rollCallId), eq(rollCalls.organizationId, actor.organizationId));

/** Whether this club has such a roll call, before anything of it is locked. @throws AppError NOT_FOUND */
export async function findRollCall(ctx: CommandContext, rollCallId: string): Promise<void> {
  const [found] = await ctx.tx.select({ id: rollCalls.id }).from(rollCalls).where(ofClub(ctx, rollCallId));
  if (!found) throw new AppError("NOT_FOUND", "there is no such roll call");
}

/** After the caddie and his list: two marks of one call wait for each other, so that its counts are exact. */
export async function lockRollCall(
  ctx: CommandContext,
  rollCallId: string,
): Promise<typeof rollCalls.$inferSelect> {
  const [row] = await ctx.tx.select().from(rollCalls).where(ofClub(ctx, rollCallId)).for("update");
  if (!row) throw new AppError("NOT_FOUND", "there is no such roll call");
  return row;
}

/** One name of a roll call that is locked. @throws AppError NOT_FOUND for who was not called in it */
export async function nameOfCall({ tx }: CommandContext, rollCallId: string, caddieId: string) {
  const [row] = await tx
    .select()
    .from(rollCallMarks)
    .where(and(eq(rollCallMarks.rollCallId, rollCallId), eq(rollCallMarks.caddieId, caddieId)));
  if (!row) throw new AppError("NOT_FOUND", "he is not called in this roll call");
  return row;
}
